/** The setting of a test's process that names the program which began `npm test`, where another Node runs the tests. */
export const NODE_AT_HAND = 'NEXTTERM_NODE_AT_HAND';
