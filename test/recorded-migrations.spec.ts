import { join } from 'node:path';
import { CodeBase } from './support/architecture/code-base.js';
import { editedMigrations } from './support/architecture/migrations.js';

/** The SHA-256 of each migration. A line is added with its migration, and never changed. */
const RECORDED = {
  '1796036400000-platform-create-schema.ts': '8748873a200efc571aa077a38287d135f44551dbe739f6a3ac53b9ef8ca8f68e',
  '1796036460000-branches-create-schema.ts': 'a40f0a845464fddd6379b3e9ab643c968eed2f26f01fd9be285fb092b9e1b03c',
  '1796036520000-access-create-schema.ts': '9fbc66397d78c07e05c5a1b9a67fcb73cfc644ed1d06d1e5140892ab4d4fb671',
  '1796036580000-identity-create-schema.ts': 'f8ed455d6f935b9d861f619ceeba1cc474071b9fece769f6ba73236ab7092fd2',
  '1796036640000-approvals-create-schema.ts': 'f013ed4b8f080c87e269dd9672e8e6e8fe6bb3306dbc89100740ee6f4ef22e4b',
  '1796036700000-fleet-create-schema.ts': 'a9a5a667b94319fe10e8db9f0d9390391ac1acc2d6b76377781b906e4e567ff8',
  '1796036760000-bookings-create-schema.ts': '37b802f4cbdab80fbf197f2c9c1f9555df57a3759fac4603ef4b01be30bf9516',
  '1796036820000-openid-create-schema.ts': '9a125ab1f2defd067bcd60f5005e18104dd96ae1584957a375eef925a3b08b65',
  '1796036880000-notifications-create-schema.ts': '2a3650ae44513d336d59f805da2083b4783ae40568edc0a57eb065f103d0a480',
};

describe('migrations', () => {
  it('rule 9: are never edited, because a database that has one does not get it again', () => {
    expect(editedMigrations(CodeBase.read(join(import.meta.dirname, '..')), RECORDED)).toEqual([]);
  });
});
