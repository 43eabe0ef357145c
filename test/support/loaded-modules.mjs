import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// For --import: writes into the file LOADED_MODULES, at the end of the program, what it has loaded.
const urls = [];
registerHooks({
  load(url, context, next) {
    urls.push(url);
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env.LOADED_MODULES, urls.join('\n')));
