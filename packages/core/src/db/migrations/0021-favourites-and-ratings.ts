import type { MigrationStep } from './step.ts'

/** Photos that somebody chose or rated: a user, or whoever comes by a link. */
export const favouritesAndRatings: MigrationStep = {
  up: async ({ table, index, dialect: { columns: c } }) => {
    await table('favourites', (t) =>
      t
        .column('id', c.id)
        .column('user_id', c.ref, { null: true })
        .column('link_id', c.ref, { null: true })
        .column('photo_id', c.ref)
        .column('added_at', c.instant)
        .references('user_id', 'users', 'cascade')
        .references('link_id', 'share_links', 'cascade')
        .references('photo_id', 'photos', 'cascade'),
    )
    // Of one of the two there is none: a unique key takes such rows for different ones.
    await index('favourites', ['user_id', 'photo_id'], { unique: true })
    await index('favourites', ['link_id', 'photo_id'], { unique: true })
    await index('favourites', ['user_id', 'id'])
    await index('favourites', ['link_id', 'id'])
    await index('favourites', ['photo_id'])
    await table('photo_ratings', (t) =>
      t
        .column('id', c.id)
        .column('user_id', c.ref, { null: true })
        .column('link_id', c.ref, { null: true })
        .column('photo_id', c.ref)
        .column('stars', c.integer)
        .column('rated_at', c.instant)
        .references('user_id', 'users', 'cascade')
        .references('link_id', 'share_links', 'cascade')
        .references('photo_id', 'photos', 'cascade'),
    )
    await index('photo_ratings', ['user_id', 'photo_id'], { unique: true })
    await index('photo_ratings', ['link_id', 'photo_id'], { unique: true })
    await index('photo_ratings', ['user_id', 'id'])
    await index('photo_ratings', ['link_id', 'id'])
    await index('photo_ratings', ['photo_id'])
    await table('photo_scores', (t) =>
      t
        .column('photo_id', c.ref)
        .column('stars', c.integer, { default: 0 })
        .column('ratings', c.integer, { default: 0 })
        .primary('photo_id')
        .references('photo_id', 'photos', 'cascade'),
    )
  },
}
