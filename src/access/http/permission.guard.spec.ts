import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Public } from '../../platform/http/public.js';
import { Forbidden } from '../../platform/domain/domain-error.js';
import { Actor } from '../domain/actor.js';
import { Unauthenticated } from '../domain/errors.js';
import { Can } from './can.js';
import { PermissionGuard } from './permission.guard.js';

class Routes {
  @Public()
  open(): void {}

  @Can('read', 'Vehicle')
  vehicles(): void {}

  forgotten(): void {}
}

const facts = { userId: 'me', branchId: 'b1', groupIds: [], signUpBranchIds: [] };
const reader = new Actor(facts, [{ key: 'vehicles.read', reach: ['b1'] }]);
const nobody = new Actor(facts, []);

describe('PermissionGuard', () => {
  const ask = (route: keyof Routes, actor?: Actor) => {
    const context = {
      getHandler: () => Routes.prototype[route],
      getClass: () => Routes,
      switchToHttp: () => ({ getRequest: () => ({ actor }) }),
    };
    return () => new PermissionGuard(new Reflector()).canActivate(context as unknown as ExecutionContext);
  };

  it('rule 7: opens what is public to everybody, and the rest to those who may', () => {
    expect(ask('open')()).toBe(true);
    expect(ask('vehicles', reader)()).toBe(true);
    expect(ask('vehicles', nobody)).toThrow(Forbidden);
    expect(ask('vehicles')).toThrow(Unauthenticated);
  });

  it('rule 7: refuses a route that says nothing, no matter who asks', () => {
    const everything = new Actor(facts, [{ key: 'organisation.manage', reach: 'every' }]);
    for (const actor of [reader, everything]) expect(ask('forgotten', actor)).toThrow(Forbidden);
    expect(ask('forgotten')).toThrow(Unauthenticated);
  });
});
