import type { MigrationStep, SchemaTools } from './step.ts'

// Written out and not imported: what this step does must never change, whatever becomes of the code.
const all = 127
const viewAndDownload = 3
const presetRoles = [
  { role_key: 'webmaster', name: 'Webmaster', everywhere: all, visible: 0 },
  { role_key: 'admin', name: 'Administrator', everywhere: all, visible: 0 },
  { role_key: 'user', name: 'User', everywhere: 0, visible: viewAndDownload },
  { role_key: 'generic', name: 'Shared account', everywhere: 0, visible: viewAndDownload },
  { role_key: 'guest', name: 'Guest', everywhere: 0, visible: viewAndDownload },
] as const

export const initial: MigrationStep = {
  up: async (schema) => {
    await state(schema)
    await people(schema)
    await albums(schema)
    await photos(schema)
    await tags(schema)
    await search(schema)
    await library(schema)
    await background(schema)
  },
}

const state = async ({ table, db, dialect: { columns: c } }: SchemaTools) => {
  await table('gallery_state', (t) =>
    t.column('id', c.integer).column('tree_version', c.bigint).column('commit_seq', c.bigint).primary('id'),
  )
  const row = await db.selectFrom('gallery_state').select('id').executeTakeFirst()
  if (!row) await db.insertInto('gallery_state').values({ id: 1, tree_version: 1, commit_seq: 0 }).execute()
  await table('settings', (t) =>
    t.column('key', c.ascii(100)).column('value', c.longText).column('updated_at', c.instant).primary('key'),
  )
}

const people = async ({ table, index, db, dialect: { columns: c } }: SchemaTools) => {
  await table('roles', (t) =>
    t
      .column('id', c.id)
      .column('role_key', c.ascii(32), { null: true })
      .column('name', c.text(100))
      .column('everywhere', c.integer)
      .column('visible', c.integer),
  )
  await index('roles', ['role_key'], { unique: true })
  const present = new Set((await db.selectFrom('roles').select('role_key').execute()).map((r) => r.role_key))
  for (const role of presetRoles) {
    if (!present.has(role.role_key)) await db.insertInto('roles').values(role).execute()
  }

  await table('users', (t) =>
    t
      .column('id', c.id)
      .column('username', c.text(64))
      .column('username_key', c.text(191))
      .column('email', c.text(254), { null: true })
      .column('password_hash', c.ascii(255), { null: true })
      .column('role_id', c.ref)
      .column('level', c.integer, { default: 0 })
      .column('is_disabled', c.flag, { default: 0 })
      .column('created_at', c.instant)
      .column('updated_at', c.instant)
      .references('role_id', 'roles', 'restrict'),
  )
  await index('users', ['username_key'], { unique: true })
  await index('users', ['role_id'])

  await table('groups', (t) =>
    t.column('id', c.id).column('name', c.text(100)).column('name_key', c.text(191)).column('created_at', c.instant),
  )
  await index('groups', ['name_key'], { unique: true })
  await table('group_members', (t) =>
    t
      .column('group_id', c.ref)
      .column('user_id', c.ref)
      .primary('group_id', 'user_id')
      .references('group_id', 'groups', 'cascade')
      .references('user_id', 'users', 'cascade'),
  )
  await index('group_members', ['user_id'])

  await table('sessions', (t) =>
    t
      .column('token_hash', c.ascii(64))
      .column('user_id', c.ref)
      .column('created_at', c.instant)
      .column('last_used_at', c.instant)
      .column('expires_at', c.instant)
      .column('address', c.ascii(64), { null: true })
      .column('user_agent', c.text(255), { null: true })
      .primary('token_hash')
      .references('user_id', 'users', 'cascade'),
  )
  await index('sessions', ['user_id'])
  await index('sessions', ['expires_at'])
}

const albums = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('albums', (t) =>
    t
      .column('id', c.id)
      .column('parent_id', c.ref, { null: true })
      .column('position', c.integer, { default: 0 })
      .column('name', c.text(255))
      .column('slug', c.text(255))
      .column('name_words', c.longText)
      .column('description', c.longText, { null: true })
      .column('visibility', c.ascii(8))
      .column('is_locked', c.flag, { default: 0 })
      .column('inherits_grants', c.flag, { default: 1 })
      .column('cover_photo_id', c.ref, { null: true })
      .column('is_folder', c.flag, { default: 0 })
      .column('created_by', c.ref, { null: true })
      .column('created_at', c.instant)
      .column('updated_at', c.instant)
      .references('parent_id', 'albums', 'restrict')
      .references('created_by', 'users', 'set null'),
  )
  await index('albums', ['parent_id', 'position', 'id'])

  await table('album_grants', (t) =>
    t
      .column('id', c.id)
      .column('album_id', c.ref)
      .column('principal_type', c.ascii(8))
      .column('principal_id', c.ref)
      .column('capabilities', c.integer)
      .references('album_id', 'albums', 'cascade'),
  )
  await index('album_grants', ['album_id', 'principal_type', 'principal_id'], { unique: true })
  await index('album_grants', ['principal_type', 'principal_id'])
}

const photos = async ({ table, index, digestIndex, dialect: { columns: c } }: SchemaTools) => {
  await table('photos', (t) =>
    t
      .column('id', c.id)
      .column('title', c.text(255), { null: true })
      .column('description', c.longText, { null: true })
      .column('file_name', c.text(255))
      .column('media_type', c.ascii(16))
      .column('mime_type', c.ascii(100))
      .column('width_px', c.integer, { null: true })
      .column('height_px', c.integer, { null: true })
      .column('orientation', c.integer, { default: 1 })
      .column('duration_seconds', c.real, { null: true })
      .column('is_renderable', c.flag)
      .column('bytes', c.bigint)
      .column('sha256', c.ascii(64))
      .column('md5', c.ascii(32), { null: true })
      .column('storage_key', c.ascii(191), { null: true })
      .column('taken_at', c.instant, { null: true })
      .column('taken_at_local', c.ascii(32), { null: true })
      .column('taken_offset', c.ascii(8), { null: true })
      .column('sort_at', c.instant)
      .column('added_at', c.instant)
      .column('updated_at', c.instant)
      .column('author', c.text(255), { null: true })
      .column('copyright', c.text(255), { null: true })
      .column('rating', c.integer, { null: true })
      .column('level', c.integer, { default: 0 })
      .column('latitude', c.real, { null: true })
      .column('longitude', c.real, { null: true })
      .column('altitude', c.real, { null: true })
      .column('camera_make', c.text(100), { null: true })
      .column('camera_model', c.text(100), { null: true })
      .column('lens', c.text(150), { null: true })
      .column('iso', c.integer, { null: true })
      .column('aperture', c.real, { null: true })
      .column('exposure_seconds', c.real, { null: true })
      .column('focal_length_mm', c.real, { null: true })
      .column('city', c.text(100), { null: true })
      .column('country', c.text(100), { null: true })
      .column('views', c.integer, { default: 0 })
      .column('placeholder', c.ascii(64), { null: true })
      .column('metadata', c.longText, { null: true })
      .column('added_by', c.ref, { null: true })
      .column('deleted_at', c.instant, { null: true })
      .references('added_by', 'users', 'set null'),
  )
  await index('photos', ['sort_at', 'id'])
  await index('photos', ['added_at', 'id'])
  await digestIndex('photos', 'sha256')
  await index('photos', ['deleted_at'])

  await table('album_photos', (t) =>
    t
      .column('album_id', c.ref)
      .column('photo_id', c.ref)
      .column('position', c.integer, { default: 0 })
      .column('sort_at', c.instant)
      .primary('album_id', 'photo_id')
      .references('album_id', 'albums', 'cascade')
      .references('photo_id', 'photos', 'cascade'),
  )
  await index('album_photos', ['photo_id', 'album_id'])
  await index('album_photos', ['album_id', 'sort_at', 'photo_id'])
  await index('album_photos', ['album_id', 'position', 'photo_id'])

  await table('album_counts', (t) =>
    t
      .column('album_id', c.ref)
      .column('level', c.integer)
      .column('photos', c.integer)
      .primary('album_id', 'level')
      .references('album_id', 'albums', 'cascade'),
  )
}

const tags = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('tags', (t) =>
    t
      .column('id', c.id)
      .column('parent_id', c.ref, { null: true })
      .column('name', c.text(255))
      .column('name_key', c.text(255))
      .column('slug', c.text(255))
      .column('created_at', c.instant)
      .references('parent_id', 'tags', 'set null'),
  )
  await index('tags', ['name_key'], { unique: true })
  await table('photo_tags', (t) =>
    t
      .column('photo_id', c.ref)
      .column('tag_id', c.ref)
      .onlyKey('photo_id', 'tag_id')
      .references('photo_id', 'photos', 'cascade')
      .references('tag_id', 'tags', 'cascade'),
  )
  await index('photo_tags', ['tag_id', 'photo_id'])
}

const search = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('search_terms', (t) => t.column('id', c.id).column('term', c.text(64)))
  await index('search_terms', ['term'], { unique: true })
  await table('photo_terms', (t) =>
    t
      .column('term_id', c.ref)
      .column('photo_id', c.ref)
      .onlyKey('term_id', 'photo_id')
      .references('term_id', 'search_terms', 'cascade')
      .references('photo_id', 'photos', 'cascade'),
  )
  await index('photo_terms', ['photo_id'])
  await table('photo_texts', (t) =>
    t
      .column('photo_id', c.ref)
      .column('title', c.longText)
      .column('description', c.longText)
      .column('file', c.longText)
      .column('author', c.longText)
      .column('tags', c.longText)
      .column('place', c.longText)
      .column('camera', c.longText)
      .column('lens', c.longText)
      .primary('photo_id')
      .references('photo_id', 'photos', 'cascade'),
  )
}

const library = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('library_roots', (t) =>
    t
      .column('id', c.id)
      .column('path', c.text(700))
      .column('album_id', c.ref)
      .column('state', c.ascii(16))
      .column('last_synced_at', c.instant, { null: true })
      .column('last_summary', c.longText, { null: true })
      .column('created_at', c.instant)
      .references('album_id', 'albums', 'restrict'),
  )
  await index('library_roots', ['path'], { unique: true })

  await table('library_folders', (t) =>
    t
      .column('id', c.id)
      .column('root_id', c.ref)
      .column('parent_id', c.ref, { null: true })
      .column('name', c.text(700))
      .column('album_id', c.ref, { null: true })
      .column('inode', c.ascii(48))
      .column('fault_code', c.ascii(64), { null: true })
      .column('fault_message', c.text(500), { null: true })
      .column('first_seen_at', c.instant)
      .column('last_seen_at', c.instant)
      .references('root_id', 'library_roots', 'cascade')
      .references('parent_id', 'library_folders', 'cascade')
      .references('album_id', 'albums', 'restrict'),
  )
  await index('library_folders', ['parent_id', 'name'], { unique: true })
  await index('library_folders', ['root_id'])
  await index('library_folders', ['album_id'])

  await table('library_files', (t) =>
    t
      .column('id', c.id)
      .column('folder_id', c.ref)
      .column('name', c.text(700))
      .column('kind', c.ascii(8))
      .column('bytes', c.bigint)
      .column('modified_ns', c.ascii(24))
      .column('inode', c.ascii(48))
      .column('photo_id', c.ref, { null: true })
      .column('fault_code', c.ascii(64), { null: true })
      .column('fault_message', c.text(500), { null: true })
      .column('first_seen_at', c.instant)
      .column('last_seen_at', c.instant)
      .references('folder_id', 'library_folders', 'cascade')
      .references('photo_id', 'photos', 'set null'),
  )
  await index('library_files', ['folder_id', 'name'], { unique: true })
  await index('library_files', ['photo_id'])
  await index('library_files', ['kind', 'id'])
}

const background = async ({ table, index, dialect: { columns: c } }: SchemaTools) => {
  await table('changes', (t) =>
    t
      .column('id', c.id)
      .column('commit_seq', c.bigint)
      .column('at', c.instant)
      .column('actor_kind', c.ascii(8))
      .column('actor_id', c.ref, { null: true })
      .column('reason', c.text(100), { null: true })
      .column('batch_id', c.ascii(36), { null: true })
      .column('subject', c.ascii(16))
      .column('subject_id', c.ref)
      .column('action', c.ascii(32))
      .column('before', c.longText, { null: true })
      .column('after', c.longText, { null: true }),
  )
  await index('changes', ['commit_seq'])
  await index('changes', ['subject', 'subject_id', 'id'])
  await index('changes', ['batch_id'])

  await table('jobs', (t) =>
    t
      .column('id', c.id)
      .column('queue', c.ascii(64))
      .column('payload', c.longText)
      .column('state', c.ascii(8))
      .column('unique_key', c.ascii(128), { null: true })
      .column('run_at', c.instant)
      .column('attempts', c.integer, { default: 0 })
      .column('max_attempts', c.integer)
      .column('lease_owner', c.ascii(64), { null: true })
      .column('lease_until', c.instant, { null: true })
      .column('progress_done', c.integer, { default: 0 })
      .column('progress_total', c.integer, { default: 0 })
      .column('error_code', c.ascii(64), { null: true })
      .column('error_message', c.text(500), { null: true })
      .column('created_at', c.instant)
      .column('finished_at', c.instant, { null: true }),
  )
  await index('jobs', ['state', 'run_at', 'id'])
  await index('jobs', ['unique_key'], { unique: true })
}
