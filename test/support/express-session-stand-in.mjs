// For a program that imports express-session, which this project does not have: sessions in memory, as far as it uses them.
import { randomBytes } from 'node:crypto';
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'express-session' ? { url: import.meta.url, shortCircuit: true } : next(specifier, context),
});

export default function session({ secret }) {
  if (!secret) throw new Error('secret option required for sessions');
  const sessions = new Map();
  return (request, response, next) => {
    const known = /site=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const id = known ?? randomBytes(16).toString('hex');
    if (!known) response.cookie('site', id, { httpOnly: true });
    request.session = sessions.get(id) ?? {};
    sessions.set(id, request.session);
    next();
  };
}
