import './hooks.mjs';

// Jest would compile a set-up file that it is given with its own transformer, and what that imports.
const { default: globalSetup } = await import('../global-setup.ts');
export default globalSetup;
