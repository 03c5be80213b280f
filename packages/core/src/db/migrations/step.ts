import type { ColumnDefinitionBuilder, Kysely, RawBuilder } from 'kysely'
import type { Database } from '../database.ts'
import type { DialectSupport } from '../dialect.ts'

/**
 * One step of the schema. DDL commits by itself on MySQL, so a step may be interrupted between two statements:
 * each statement must be safe to run again.
 */
export interface MigrationStep {
  up(schema: SchemaTools): Promise<void>
}

export interface SchemaTools {
  readonly db: Kysely<Database>
  readonly dialect: DialectSupport
  table(name: keyof Database, define: (t: TableTools) => TableTools): Promise<void>
  /** Adds a column where it is missing. @returns Whether it was. */
  column(table: keyof Database, name: string, type: RawBuilder<unknown>, options?: ColumnOptions): Promise<boolean>
  index(table: keyof Database, columns: string[], options?: { unique?: boolean }): Promise<void>
  /** Drops an index where it is. */
  withoutIndex(table: keyof Database, columns: string[]): Promise<void>
  /** An index of how digests begin, for `DialectSupport.digestIn`. */
  digestIndex(table: keyof Database, column: string): Promise<void>
}

export interface ColumnOptions {
  null?: boolean
  default?: number | string
}

export interface TableTools {
  column(name: string, type: RawBuilder<unknown>, options?: ColumnOptions): TableTools
  primary(...columns: string[]): TableTools
  /** The same for a table that is all key: its rows are kept in the order of the key only. */
  onlyKey(...columns: string[]): TableTools
  /** A foreign key; rows that point to a deleted row go with it, or lose the pointer. */
  references(column: string, table: keyof Database, onDelete: 'cascade' | 'set null' | 'restrict'): TableTools
}

const withOptions = (column: ColumnDefinitionBuilder, options: ColumnOptions): ColumnDefinitionBuilder => {
  const nullable = options.null ? column : column.notNull()
  return options.default === undefined ? nullable : nullable.defaultTo(options.default)
}

const indexName = (table: string, columns: readonly string[]): string => `${table}_${columns.join('_')}`.slice(0, 60)

export const schemaTools = (db: Kysely<Database>, dialect: DialectSupport): SchemaTools => ({
  db,
  dialect,
  table: async (name, define) => {
    let builder = db.schema.createTable(name).ifNotExists()
    let foreignKeys = 0
    let options = dialect.tableOptions
    const tools: TableTools = {
      column: (column, type, options = {}) => {
        // The id column says all of it in its type.
        builder = builder.addColumn(column, type as never, (c) =>
          type === dialect.columns.id ? c : withOptions(c, options),
        )
        return tools
      },
      primary: (...columns) => {
        builder = builder.addPrimaryKeyConstraint(`${name}_pk`, columns as never)
        return tools
      },
      onlyKey: (...columns) => {
        options = dialect.keyTableOptions
        return tools.primary(...columns)
      },
      references: (column, table, onDelete) => {
        foreignKeys += 1
        builder = builder.addForeignKeyConstraint(`${name}_fk${foreignKeys}`, [column as never], table, ['id'], (c) =>
          c.onDelete(onDelete),
        )
        return tools
      },
    }
    define(tools)
    if (options) builder = builder.modifyEnd(options)
    await builder.execute()
  },
  column: async (table, name, type, options = {}) => {
    if ((await dialect.columnsOf(db, table)).includes(name)) return false
    await db.schema
      .alterTable(table)
      .addColumn(name, type as never, (c) => withOptions(c, options))
      .execute()
    return true
  },
  index: (table, columns, options = {}) =>
    dialect.ensureIndex(db, {
      name: indexName(table, columns),
      table,
      columns,
      ...(options.unique ? { unique: true } : {}),
    }),
  withoutIndex: (table, columns) => dialect.dropIndex(db, { name: indexName(table, columns), table }),
  digestIndex: (table, column) => dialect.ensureDigestIndex(db, { name: `${table}_${column}_start`, table, column }),
})
