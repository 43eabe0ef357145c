import { Deployment } from './support/deployment.js';
import { Given } from './support/given.js';

describe('a changed grant in two processes of the built program (RP-12)', () => {
  let service: Deployment;

  beforeAll(async () => {
    service = await Deployment.start({ apis: 2 });
  });
  afterAll(() => service?.stop());

  it('counts in both from the next request on, whichever of them changed it', async () => {
    const given = new Given(service);
    const person = await given.user(await given.branch(), ['booking_admin']);
    const [here, there] = service.origins as [string, string];
    const url = `/roles/${await given.roleId('booking_admin')}`;
    const { permissions } = await service.admin.expect(200, 'GET', url);
    const statuses = async () => {
      const answers = await Promise.all([here, there].map((origin) => person.client.at(origin).get('/users')));
      return answers.map(({ status }) => status);
    };
    expect(await statuses()).toEqual([403, 403]);
    for (const origin of [here, there, here]) {
      const change = (keys: string[]) => service.admin.at(origin).expect(200, 'PUT', `${url}/permissions`, { keys });
      await change([...permissions, 'users.read']);
      expect(await statuses()).toEqual([200, 200]);
      await change(permissions);
      expect(await statuses()).toEqual([403, 403]);
    }
  });
});
