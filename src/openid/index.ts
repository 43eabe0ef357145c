export { OpenidModule } from './openid.module.js';
