import { type ActorGallery, type PositionRule, VitrineError } from '@vitrine/core'

/** Links that are offered for a new rule: the newest ones. */
const maxLinks = 100
/** Albums that are looked at for a name. */
const maxAlbums = 100

export type RuleKind = 'role' | 'link' | 'album'

/** A rule as it is ticked; `name` is `null` where what it names is gone. */
export interface RuleChoice {
  /** `album:12` */
  readonly value: string
  readonly kind: RuleKind
  readonly id: number
  readonly name: string | null
  readonly isTicked: boolean
}

export interface RuleChoices {
  /** Every role, and the links and albums that have a rule. */
  readonly listed: readonly RuleChoice[]
  readonly links: readonly { readonly id: number; readonly name: string }[]
}

const toValue = (rule: PositionRule): string =>
  'role' in rule ? `role:${rule.role}` : 'link' in rule ? `link:${rule.link}` : `album:${rule.album}`

export const readRuleChoices = async (
  { roles, shares, albums }: ActorGallery,
  rules: readonly PositionRule[],
): Promise<RuleChoices> => {
  const ids = {
    link: rules.flatMap((r) => ('link' in r ? r.link : [])),
    album: rules.flatMap((r) => ('album' in r ? r.album : [])),
  }
  const [allRoles, newest, named] = await Promise.all([
    roles.list(),
    shares.list({ limit: maxLinks }),
    albums.getMany(ids.album),
  ])
  const linkNames = new Map(newest.items.map(({ id, name }) => [id, name]))
  for (const id of ids.link.filter((link) => !linkNames.has(link))) {
    const link = await shares.get(id).catch((error: unknown) => {
      if (VitrineError.has(error, 'LINK_NOT_FOUND')) return null
      throw error
    })
    if (link) linkNames.set(id, link.name)
  }
  const albumNames = new Map(named.map(({ id, name }) => [id, name]))
  const ticked = new Set(rules.map(toValue))
  const choice = (kind: RuleKind, id: number, name: string | null): RuleChoice => {
    const value = `${kind}:${id}`
    return { value, kind, id, name, isTicked: ticked.has(value) }
  }
  const known = new Set(allRoles.map(({ id }) => id))
  return {
    listed: [
      ...allRoles.map(({ id, name }) => choice('role', id, name)),
      ...rules.flatMap((rule) => ('role' in rule && !known.has(rule.role) ? choice('role', rule.role, null) : [])),
      ...ids.link.map((id) => choice('link', id, linkNames.get(id) ?? null)),
      ...ids.album.map((id) => choice('album', id, albumNames.get(id) ?? null)),
    ],
    links: newest.items.filter(({ id, revokedAt }) => revokedAt === null && !ids.link.includes(id)),
  }
}

/** The rules that are ticked. */
export const readRules = (values: readonly string[]): PositionRule[] =>
  [...new Set(values)].flatMap((value) => {
    const [, kind, id] = /^(role|link|album):([1-9]\d{0,14})$/.exec(value) ?? []
    return kind === undefined ? [] : ({ [kind]: Number(id) } as unknown as PositionRule)
  })

const collator = new Intl.Collator('en', { sensitivity: 'base' })

/** The album that is meant by its name or its number. */
export const findRuleAlbum = async (
  { albums }: ActorGallery,
  typed: string,
): Promise<{ readonly id: number } | 'none' | 'several'> => {
  if (/^[1-9]\d{0,14}$/.test(typed)) {
    const [album] = await albums.getMany([Number(typed)])
    if (album) return album
  }
  const found = (await albums.find(typed, { limit: maxAlbums })).filter(
    ({ name }) => collator.compare(name, typed) === 0,
  )
  return found.length > 1 ? 'several' : (found[0] ?? 'none')
}
