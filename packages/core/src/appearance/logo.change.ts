import * as v from 'valibot'
import type { CallContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { deletePictures, insertPicture } from '../settings/picture.store.ts'
import { transact } from '../transaction.ts'
import { readAppearance, saveAppearance } from './appearance.change.ts'
import type { SiteLogo, SiteLogoPatch } from './appearance.types.ts'
import { readLogoPicture } from './logo.picture.ts'

const picture = v.optional(v.nullable(v.instance(Uint8Array, 'Must be the bytes of a picture.')))
const logoPatch = v.strictObject({
  light: picture,
  dark: picture,
  withTitle: v.optional(v.boolean('Must be true or false.')),
})

/** @throws {VitrineError} `INPUT_INVALID` */
export const changeLogo = async ({ gallery, actor }: CallContext, input: SiteLogoPatch): Promise<SiteLogo | null> => {
  const patch = validate(logoPatch, input)
  // Drawn before the transaction, which waits for nothing.
  const drawn = {
    light: patch.light ? await readLogoPicture(patch.light, 'light') : patch.light,
    dark: patch.dark ? await readLogoPicture(patch.dark, 'dark') : patch.dark,
  }
  return transact(gallery, actor, async (unit) => {
    const before = await readAppearance(unit)
    const of = (mode: 'light' | 'dark') => {
      const given = drawn[mode]
      return given === undefined ? (before.logo?.[mode] ?? null) : (given?.about ?? null)
    }
    const [light, dark] = [of('light'), of('dark')]
    const withTitle = patch.withTitle ?? before.logo?.withTitle ?? false
    const logo = light || dark ? { light, dark, withTitle } : null
    for (const one of [drawn.light, drawn.dark])
      if (one) await insertPicture(unit.db, 'logo', { digest: one.about.digest, png: one.png, at: unit.at })
    const kept = digestsOf(logo)
    await deletePictures(
      unit.db,
      'logo',
      digestsOf(before.logo).filter((digest) => !kept.includes(digest)),
    )
    await saveAppearance(unit, before, { ...before, logo })
    return logo
  })
}

const digestsOf = (logo: SiteLogo | null): string[] =>
  [logo?.light, logo?.dark].flatMap((picture) => (picture ? [picture.digest] : []))
