// Prints the OpenAPI document of the sources as they are. Nothing is started, so no database is needed.
import { documentOfSources } from './document-of-sources.mjs';

process.stdout.write(`${JSON.stringify(await documentOfSources(), null, 2)}\n`, () => process.exit(0));
