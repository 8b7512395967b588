const { app } = require('@azure/functions');

const notes = [];

app.http('addNote', {
  methods: ['POST'],
  route: 'notes',
  handler: async (request) => {
    const { text } = await request.json();
    if (typeof text !== 'string') return { status: 400, jsonBody: { error: 'text is missing' } };
    notes.push(text);
    return { status: 201, headers: { location: `/api/notes/${notes.length}` }, cookies: [{ name: 'last', value: String(notes.length) }] };
  },
});

app.http('listNotes', { methods: ['GET'], route: 'notes', handler: () => ({ jsonBody: notes }) });
