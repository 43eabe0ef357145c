import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Transaction } from './transaction.js';

/** The transaction that is running here, if one is. */
export const ambientTransaction = new AsyncLocalStorage<Transaction>();

/** The pool that TypeORM opened: one pool a process, no matter who asks. */
export const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as PostgresDriver).master as Pool;
