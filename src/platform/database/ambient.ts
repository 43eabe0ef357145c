import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/** The connection of the transaction that is running here, if one is. */
export const ambientClient = new AsyncLocalStorage<PoolClient>();

/** The pool that TypeORM opened: one pool a process, whoever asks. */
export const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as PostgresDriver).master as Pool;
