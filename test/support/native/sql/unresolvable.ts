/** Sites whose texts no reading of the source can know, and why they need not be known there. */
export const UNRESOLVABLE: Record<string, string> = {
  'platform/database/batch.ts: send': 'the protocol itself: the statements come from the sites of others',
  'platform/database/database.ts: one': 'the door itself',
  'platform/database/database.ts: hold': 'the door itself',
  'platform/schedule/sweeps.ts: #areDue': 'made of the questions of all sweeps, which are sites of their own',
  'platform/work/bulk.ts: insertMany': 'made of an entity: prepared for every entity',
  'platform/work/bulk.ts: updateMany': 'made of an entity: prepared for every entity',
  'platform/work/tx.ts: query': 'the door itself',
  'platform/work/tx.ts: lock': 'the statement is that of platform/work/locks.ts',
  'platform/work/tx.ts: #read': 'made of an entity: prepared for every entity and every condition',
  'platform/work/tx.ts: remove': 'made of an entity: prepared for every entity',
  'platform/work/tx.ts: #insert': 'made of an entity: prepared for every entity',
  'platform/work/tx.ts: #insertAll': 'made of an entity: prepared for every entity',
  'platform/work/tx.ts: #update': 'made of an entity: prepared for every entity',
  'platform/work/tx.ts: #updateAll': 'made of an entity: prepared for every entity',
  'standalone/embedded-parts.ts: query': 'makes the embedded database, before there is anything in it',
};
