import type { PlatformTables } from '#platform/people/tables.ts';

/**
 * All tables, for Kysely. Each room declares its own rows by augmenting this interface beside its migration:
 *
 *     declare module '#platform/store/tables.ts' { interface Tables extends LawTables {} }
 */
export interface Tables extends PlatformTables {}
