// In this checkout the client is checked against the console's types. `npm run client` writes the real ones in this place.
export * from '../../console/src/api/schema.js';
