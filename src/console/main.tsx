import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './console';
import './console.css';

const root = document.getElementById('console');
if (root === null) throw new Error('The page has no element for the console.');
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
