import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { type Registration, SCOPE } from './relying-parties.js';
import { isRequired } from './required.js';

const PROGRAM = '/usr/sbin/apache2';
const MODULES = '/usr/lib/apache2/modules';

/** `describe` where Debian's mod_auth_openidc is, or where CI says that it must be. */
export function describeWithApache(): typeof describe | typeof describe.skip {
  if (existsSync(PROGRAM) && existsSync(join(MODULES, 'mod_auth_openidc.so'))) return describe;
  if (isRequired('mod_auth_openidc')) throw new Error('MOTORPOOL_REQUIRE names mod_auth_openidc, and there is none.');
  console.warn('There is no mod_auth_openidc: it is not tried as a relying party.');
  return describe.skip;
}

const loaded = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'dir', 'headers', 'auth_openidc'];

/** A website that Apache guards by itself; what it knows of the person is in headers of its answer. */
export class Apache {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(registration: Registration): Promise<Apache> {
    const folder = mkdtempSync(join(tmpdir(), 'motorpool-apache-'));
    chmodSync(folder, 0o755);
    for (const [path, text] of [
      ['www', 'The members’ area'],
      ['www/bye', 'Bye'],
    ] as const) {
      mkdirSync(join(folder, path));
      writeFileSync(join(folder, path, 'index.html'), text);
    }
    writeFileSync(join(folder, 'httpd.conf'), configuration(folder, registration));
    const args = ['-X', '-f', join(folder, 'httpd.conf')];
    const apache = new Apache(spawn(PROGRAM, args, { stdio: 'ignore' }), folder);
    await eventually('Apache answers', () => apache.#answers(`${registration.home}/bye/`), 15_000).catch(
      (error: Error) => {
        throw new Error(`${error.message}\n${apache.#log()}`);
      },
    );
    return apache;
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    if (this.process.exitCode === null) {
      this.process.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(url: string): Promise<boolean> {
    try {
      return (await fetch(url)).status === 200;
    } catch {
      return false;
    }
  }

  #log(): string {
    const file = join(this.folder, 'error.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : 'It wrote no log.';
  }
}

const configuration = (folder: string, { issuer, clientId, clientSecret, home }: Registration): string => `
ServerRoot ${folder}
ServerName ${new URL(home).hostname}
Listen ${new URL(home).host}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
Mutex file:${folder} default
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
${loaded.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
DocumentRoot ${folder}/www
DirectoryIndex index.html
AddDefaultCharset utf-8
OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCClientID ${clientId}
OIDCClientSecret ${clientSecret}
OIDCRedirectURI ${home}/callback
OIDCScope "${SCOPE}"
OIDCPKCEMethod S256
OIDCCryptoPassphrase ${clientSecret}
OIDCRemoteUserClaim sub
<Location />
  AuthType openid-connect
  Require valid-user
  OIDCUnAuthAction auth true
  ${['sub', 'name', 'email', 'roles'].map((claim) => `Header set X-${claim} "%{OIDC_CLAIM_${claim}}e"`).join('\n  ')}
</Location>
<Location /bye/>
  AuthType None
  Require all granted
</Location>
`;
