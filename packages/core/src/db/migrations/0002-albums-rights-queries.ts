import type { MigrationStep, SchemaTools } from './step.ts'

/** What complete albums, editable rights, tag trees and custom fields need. */
export const albumsRightsQueries: MigrationStep = {
  up: async (schema) => {
    await locks(schema)
    await albums(schema)
    await rights(schema)
    await tags(schema)
    await fields(schema)
    await orders(schema)
  },
}

/** Changes of a tree, and of who administers, take turns: each begins by locking its row. */
const locks = async ({ table, db, dialect: { columns: c } }: SchemaTools) => {
  await table('locks', (t) => t.column('name', c.ascii(32)).primary('name'))
  const present = new Set((await db.selectFrom('locks').select('name').execute()).map((lock) => lock.name))
  for (const name of ['album-tree', 'tag-tree', 'people'] as const)
    if (!present.has(name)) await db.insertInto('locks').values({ name }).execute()
}

const albums = async ({ table, column, index, db, dialect: { columns: c } }: SchemaTools) => {
  await column('albums', 'photo_sort', c.ascii(120), { null: true })
  await column('albums', 'children_order', c.ascii(16), { null: true })
  await column('albums', 'allows_comments', c.flag, { default: 1 })
  await column('albums', 'query', c.longText, { null: true })
  if (await column('albums', 'cover_mode', c.ascii(8), { default: 'auto' }))
    await db.updateTable('albums').set({ cover_mode: 'fixed' }).where('cover_photo_id', 'is not', null).execute()

  await table('album_permalinks', (t) =>
    t
      .column('id', c.id)
      .column('album_id', c.ref)
      .column('path', c.text(255))
      .column('path_key', c.text(255))
      .column('is_current', c.flag)
      .column('hits', c.integer, { default: 0 })
      .column('last_hit_at', c.instant, { null: true })
      .column('created_at', c.instant)
      .references('album_id', 'albums', 'cascade'),
  )
  await index('album_permalinks', ['path_key'], { unique: true })
  await index('album_permalinks', ['album_id'])
}

const rights = async ({ table, column, index, dialect: { columns: c } }: SchemaTools) => {
  await column('gallery_state', 'grants_seq', c.bigint, { default: 0 })
  await column('gallery_state', 'people_seq', c.bigint, { default: 0 })
  await column('roles', 'description', c.text(500), { null: true })
  await column('groups', 'is_default', c.flag, { default: 0 })

  await table('share_links', (t) =>
    t
      .column('id', c.id)
      .column('key_hash', c.ascii(64))
      .column('name', c.text(255))
      .column('level', c.integer, { default: 0 })
      .column('expires_at', c.instant, { null: true })
      .column('revoked_at', c.instant, { null: true })
      .column('created_by', c.ref, { null: true })
      .column('created_at', c.instant)
      .references('created_by', 'users', 'set null'),
  )
  await index('share_links', ['key_hash'], { unique: true })
  await index('share_links', ['created_by'])
}

const tags = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('tag_synonyms', (t) =>
    t
      .column('id', c.id)
      .column('tag_id', c.ref)
      .column('name', c.text(255))
      .column('name_key', c.text(255))
      .column('created_at', c.instant)
      .references('tag_id', 'tags', 'cascade'),
  )
  await index('tag_synonyms', ['name_key'], { unique: true })
  await index('tag_synonyms', ['tag_id'])
  await index('tags', ['parent_id'])
}

const fields = async ({ table, column, index, dialect: { columns: c } }: SchemaTools) => {
  await column('photo_texts', 'fields', c.longText, { null: true })
  await table('custom_fields', (t) =>
    t
      .column('id', c.id)
      .column('subject', c.ascii(8))
      .column('field_key', c.ascii(40))
      .column('name', c.text(100))
      .column('type', c.ascii(8))
      .column('choices', c.longText, { null: true })
      .column('position', c.integer, { default: 0 })
      .column('created_at', c.instant),
  )
  await index('custom_fields', ['subject', 'field_key'], { unique: true })
  for (const [name, owner, key] of [
    ['photo_fields', 'photos', 'photo_id'],
    ['album_fields', 'albums', 'album_id'],
  ] as const) {
    await table(name, (t) =>
      t
        .column(key, c.ref)
        .column('field_id', c.ref)
        .column('text_value', c.longText, { null: true })
        .column('text_key', c.text(191), { null: true })
        .column('text_words', c.longText, { null: true })
        .column('number_value', c.real, { null: true })
        .primary(key, 'field_id')
        .references(key, owner, 'cascade')
        .references('field_id', 'custom_fields', 'cascade'),
    )
    await index(name, ['field_id', 'text_key'])
    await index(name, ['field_id', 'number_value'])
  }
}

/** Lists by title, file name, visits and rating are read along an index. */
const orders = async ({ column, index, db, dialect: { columns: c } }: SchemaTools) => {
  await column('photos', 'title_key', c.text(191), { default: '' })
  await index('photos', ['title_key', 'id'])
  await index('photos', ['file_name', 'id'])
  await index('photos', ['views', 'id'])
  await index('photos', ['rating', 'id'])
  // Deleting a user looks for its photos; MySQL has such an index by itself.
  await index('photos', ['added_by'])

  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('photos')
      .select(['id', 'title', 'file_name'])
      .where('id', '>', after)
      .where('title_key', '=', '')
      .orderBy('id')
      .limit(500)
      .execute()
    for (const row of rows)
      await db
        .updateTable('photos')
        .set({ title_key: toKey(row.title ?? row.file_name) })
        .where('id', '=', row.id)
        .execute()
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

// Written out and not imported: what this step does must never change, whatever becomes of the code.
const toKey = (text: string): string =>
  [
    ...text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .trim(),
  ]
    .slice(0, 190)
    .join('') || '-'
