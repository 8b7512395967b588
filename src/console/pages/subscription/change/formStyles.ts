import { makeStyles } from '@fluentui/react-components';

/** The longest choice of a list shall not widen its form. */
export const useFormStyles = makeStyles({ list: { minWidth: 0, '& select': { minWidth: 0, width: '100%', textOverflow: 'ellipsis' } } });
