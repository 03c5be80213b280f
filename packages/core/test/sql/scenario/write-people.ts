import { TOTP } from 'otpauth'
import sharp from 'sharp'
import { hostActor, linkActor, userActor } from '../../../src/access/actor.ts'
import type { OwnerPurpose } from '../../../src/accounts/account.types.ts'
import { createAuthenticator } from '../../access/software-authenticator.ts'
import { password, refusalOf } from '../../world.ts'
import { passkeyOrigin, type Scene } from './scene.ts'

/** People, what they may do, and how they come in. */
export const writePeople = async (scene: Scene): Promise<void> => {
  await writeUsers(scene)
  await writeGroups(scene)
  await writeRights(scene)
  await writeShares(scene)
  await writeFavourites(scene)
  await writeKeys(scene)
  await writeSecondFactors(scene)
  await writePasskeys(scene)
  await writeIdentities(scene)
  await writeReviews(scene)
}

const writeUsers = async ({ admin, gallery, system }: Scene): Promise<void> => {
  const { users, roles, settings } = admin
  const { nextCursor } = await users.list({ limit: 2 })
  await users.list({ limit: 2, cursor: nextCursor ?? undefined })
  await users.list({ q: 'user2', role: 'user', group: 1, level: 0, disabled: false })
  const credentials = { username: 'scenario', password: 'correct horse battery' }
  const user = await users.create({ ...credentials, email: 'scenario@example.org', level: 1 })
  await users.get(user.id)
  await users.setPassword(user.id, 'another correct horse')
  await users.update(user.id, { username: 'scenario 2', email: null, level: 2 })

  const { sessions } = gallery
  await refusalOf(sessions.signIn(credentials), 'CREDENTIALS_INVALID')
  const { token } = await sessions.signIn({ username: 'scenario 2', password: 'another correct horse' })
  await sessions.resolve(token)
  await sessions.signOut(token)
  await sessions.resolve(token)
  await sessions.isSetupToken(token)
  await sessions.createSetupToken()
  await gallery.site()
  await settings.setPhotoSorts(await settings.photoSorts())
  await settings.setSite({ title: 'Scenario', language: 'en' })
  await settings.setAppearance({ theme: 'mosaic:dusk', offered: ['mosaic'], values: { mosaic: { radius: 6 } } })
  await settings.setSiteCss('.site-footer { color: inherit }')
  await settings.undoSiteCss()
  await settings.siteCss()
  const dot = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#204060' } })
    .png()
    .toBuffer()
  const logo = await settings.setLogo({ light: dot })
  await settings.logoPicture(logo?.light?.digest ?? '')
  await settings.setLogo({ light: null })
  await settings.themesOfAlbums()
  await settings.setSite({ title: null })
  await settings.site()
  await settings.setMap({ attribution: 'Of the scenario' })
  await settings.setMap(await settings.map())
  await settings.setMaintenance({ text: 'Of the scenario' })
  await settings.setMaintenance(await settings.maintenance())
  const { policy } = await settings.duplicates()
  await settings.setDuplicates({ action: 'keep' })
  await settings.setDuplicates(policy)
  await gallery.checkHealth()
  await system.me()

  const role = await roles.create({ name: 'Of the scenario', everywhere: ['view'] })
  await roles.update(role.id, { name: 'Of the scenario 2', visible: ['view'] })
  await roles.get(role.id)
  await users.update(user.id, { roleId: role.id, disabled: true })
  const preset = (await roles.list()).find(({ key }) => key === 'user')!
  await roles.delete(role.id, { replacement: preset.id })
  await users.delete(user.id)
}

const writeGroups = async ({ admin: { groups } }: Scene): Promise<void> => {
  const group = await groups.create({ name: 'Of the scenario', isDefault: true })
  await groups.update(group.id, { name: 'Of the scenario 2', isDefault: false })
  await groups.setMembers(group.id, [2, 3])
  await groups.setMembers(group.id, [3])
  await groups.addMembers(group.id, [4, 5])
  await groups.removeMembers(group.id, [4])
  const { nextCursor } = await groups.members(group.id, { limit: 1 })
  await groups.members(group.id, { limit: 1, cursor: nextCursor ?? undefined })
  const copy = await groups.duplicate(group.id, { name: 'Of the scenario 3' })
  await groups.merge(group.id, [copy.id])
  await groups.get(group.id)
  const page = await groups.list({ limit: 1 })
  await groups.list({ limit: 1, cursor: page.nextCursor ?? undefined })
  await groups.list({ q: 'scenario' })
  await groups.delete(group.id)
}

const writeRights = async ({ admin, gallery, seeded }: Scene): Promise<void> => {
  const { rights } = admin
  const photo = (await admin.photos.list({ album: seeded.largestAlbum, limit: 1 })).items[0]!
  await rights.explain({ kind: 'user', userId: 2 }, { album: seeded.usualAlbum })
  await rights.explain({ group: 1 }, { photo: photo.id })
  await rights.effectiveGrants(seeded.usualAlbum)
  const guests = await rights.guests()
  await rights.setGuests({ level: 1 })
  await rights.setGuests({ level: guests.level })
  await admin.viewAs({ user: 2 }).photos.list({ limit: 1 })
  await admin.inLanguage('fr').photos.list({ limit: 1 })
  const host = hostActor({ subject: 'them', role: 'user', level: 1, groupIds: [1] })
  await gallery.as(host).photos.list({ limit: 1 })
}

const writeShares = async (scene: Scene): Promise<void> => {
  const { shares } = scene.admin
  const album = await scene.admin.albums.create({ name: 'Of a link' })
  const { link, key } = await shares.create({
    name: 'Scenario',
    albumIds: [album.id],
    expiresAt: '2050-01-01T00:00:00Z',
  })
  await scene.gallery.shares.open(key)
  await scene.gallery.as(linkActor(link.id)).albums.list({ parent: null })
  const fitting = await shares.create({ name: 'What fits', query: 'created:2020', capabilities: ['download'] })
  await scene.gallery.as(linkActor(fitting.link.id)).photos.list({ limit: 1 })
  await shares.update(fitting.link.id, { capabilities: ['view'] })
  await shares.revoke(fitting.link.id)
  await shares.get(link.id)
  await shares.list({ limit: 1 })
  await shares.list({ album: album.id })
  await scene.member.shares.list()
  await shares.update(link.id, { password: 'tide pool', maxUses: 3, capabilities: ['view'] })
  const { shares: door } = scene.gallery
  await door.look(key)
  const entered = await door.enter({ key, password: 'tide pool', address: '203.0.113.42' })
  await door.open(entered?.key ?? '')
  await shares.visits(link.id, { limit: 1 })
  await shares.revokeAllOf(album.id)
  await shares.revoke(link.id)
  const [photo] = (await scene.admin.photos.list({ limit: 1 })).items
  if (!photo) throw new Error('The scene has no photo.')
  const picked = await shares.create({ name: 'Picked', photoIds: [photo.id] })
  await scene.gallery.as(linkActor(picked.link.id)).photos.list({ limit: 1 })
  await shares.update(picked.link.id, { capabilities: ['download'] })
  await shares.revoke(picked.link.id)
  await shares.create({ name: 'Own', photoIds: [photo.id] })
  await shares.revokeAll()
  await shares.create({ name: 'Anybody’s', photoIds: [photo.id] })
  await shares.revokeAll({ everybody: true })
  await scene.admin.albums.delete(album.id)
}

const writeFavourites = async ({ admin, member, gallery }: Scene): Promise<void> => {
  const { items } = await member.photos.list({ limit: 3 })
  const ids = items.map(({ id }) => id)
  await member.favourites.add(ids)
  const { nextCursor } = await member.favourites.list({ limit: 1 })
  await member.favourites.list({ limit: 1, cursor: nextCursor ?? undefined })
  await member.favourites.get(ids[0] ?? 0)
  await readArchives({ admin, member }, ids)
  const { link } = await admin.shares.create({ name: 'Proofs', photoIds: ids, feedback: ['favourite', 'rate'] })
  const visitor = gallery.as(linkActor(link.id))
  await visitor.favourites.add(ids)
  await visitor.favourites.list()
  await visitor.favourites.get(ids[0] ?? 0)
  await admin.favourites.ofLink(link.id)
  await admin.favourites.ofLink(link.id, { limit: 1 })
  await admin.ratings.setSettings({ enabled: true })
  await admin.ratings.settings()
  for (const stars of [4, 3, 0, 5]) await visitor.ratings.set(ids[0] ?? 0, stars)
  await visitor.ratings.set(ids[1] ?? 0, 2)
  await visitor.ratings.get(ids[0] ?? 0)
  await member.ratings.set(ids[0] ?? 0, 4)
  await member.ratings.get(ids[0] ?? 0)
  const rated = await admin.ratings.ofLink(link.id, { limit: 1 })
  await admin.ratings.ofLink(link.id, { limit: 1, cursor: rated.nextCursor ?? undefined })
  await visitor.favourites.remove(ids)
  await admin.shares.update(link.id, { maxSize: 'medium', watermarkText: 'Proof' })
  await admin.shares.revoke(link.id)
  await member.favourites.remove(ids.slice(0, 1))
  await member.favourites.clear()
}

/** Of favourites, chosen photos, a list, and a tree with folders. */
const readArchives = async (
  { admin, member }: Pick<Scene, 'admin' | 'member'>,
  photoIds: readonly number[],
): Promise<void> => {
  await admin.archives.setLimits({ maxPhotos: 5_000 })
  await member.archives.limits()
  await member.archives.estimate({ favourites: true })
  const [photo] = (await admin.photos.list({ limit: 1, sort: 'id' })).items
  await admin.archives.estimate({ photoIds })
  await admin.archives.estimate({ album: photo?.albumIds[0] ?? 0, recursive: true, folders: true }).catch(() => {})
  const { stream } = await admin.archives.open({ photoIds, size: 'small' })
  // The files of seeded photos are not there: what is packed says so.
  for await (const _ of stream);
  await admin.archives.setLimits({ maxPhotos: 10_000 })
}

/** User 2 sends photos in, user 1 decides. */
const writeReviews = async (scene: Scene): Promise<void> => {
  const { admin, member } = scene
  const album = await admin.albums.create({ name: 'Of reviews' })
  await scene.grant(album.id, [['user', 2, 'view', 'submit']])
  await admin.reviews.setQuota({ user: 2 }, { maxPhotos: 100_000_000 })
  const send = (seed: string) => scene.addPhoto(album.id, { as: member, seed })
  const [one, two] = [await send('sql review one'), await send('sql review two')]
  await member.photos.get(one.id)
  await refusalOf(scene.guest.photos.get(one.id), 'PHOTO_NOT_FOUND')
  const { nextCursor } = await admin.reviews.list({ limit: 1 })
  await admin.reviews.list({ limit: 1, cursor: nextCursor ?? undefined })
  await admin.reviews.approve([one.id])
  await admin.reviews.reopen([one.id])
  await admin.reviews.sendBack([one.id, two.id], 'Too dark')
  const mine = await member.reviews.mine({ limit: 1 })
  await member.reviews.mine({ limit: 1, cursor: mine.nextCursor ?? undefined })
  await member.reviews.sendAgain([one.id])
  await member.reviews.withdraw([one.id, two.id])
  await member.reviews.quota()
  await admin.reviews.quotaOf({ user: 2 })
  await admin.reviews.setQuota('guests', { maxPhotos: 10 })
  const { nextCursor: more } = await admin.reviews.quotas({ limit: 1 })
  await admin.reviews.quotas({ limit: 1, cursor: more ?? undefined })
  await admin.reviews.setQuota({ user: 2 }, {})
  const { link } = await admin.shares.create({ name: 'Sends in', albumIds: [album.id], capabilities: ['submit'] })
  await scene.addPhoto(album.id, { as: scene.gallery.as(linkActor(link.id)), seed: 'sql review link' })
  await admin.reviews.setQuota({ link: link.id }, { maxBytes: 1_000_000 })
  await admin.reviews.setQuota('guests', { maxPhotos: 10 })
  await admin.reviews.setQuota('guests', {})
  const [sent] = (await admin.reviews.list()).items
  if (sent) await admin.reviews.approve([sent.photo.id])
  if (sent) await admin.photos.delete([sent.photo.id])
  await admin.shares.revoke(link.id)
  await admin.albums.delete(album.id)
}

const writeKeys = async ({ admin, gallery }: Scene): Promise<void> => {
  const { keys } = admin
  const draft = { name: 'Scenario', scopes: ['read', 'edit'], expiresInDays: 30 } as const
  const { apiKey, key } = await keys.create(draft)
  await keys.create({ ...draft, expiresInDays: null })
  const actor = await gallery.keys.open(key)
  if (actor) await gallery.as(actor).photos.list({ limit: 1 })
  const { nextCursor } = await keys.list({ limit: 1 })
  await keys.list({ limit: 1, cursor: nextCursor ?? undefined })
  await keys.list({ user: 'all', limit: 1 })
  await keys.revoke(apiKey.id)
  await keys.revokeAll()
}

const writeIdentities = async ({ gallery, admin, system, clock, as }: Scene): Promise<void> => {
  const group = await admin.groups.create({ name: 'Of a provider' })
  const user = await system.users.create({ username: 'identities', password })
  const { token } = await gallery.sessions.signIn({ username: 'identities', password })
  const session = (await gallery.sessions.resolve(token))?.id
  const { identities } = as(userActor(user.id))
  const claims = { issuer: 'https://id.example.org', subject: 'one', groups: ['family', 'admins'] }
  const begun = await identities.beginLink({ currentPassword: password, session, data: '{}' })
  const back = await gallery.identities.takeReturn(begun)
  await gallery.identities.link(claims, { token, link: back!.link! })
  await identities.list()
  const rules = { createAccounts: true, groups: { family: 'Of a provider' }, administrators: ['admins'] }
  await gallery.identities.begin({ data: '{}' })
  await gallery.identities.signIn(claims, rules, {})
  await gallery.identities.signIn({ ...claims, groups: [] }, rules, {})
  const [linked] = await identities.list()
  await identities.remove(linked!.id, { currentPassword: password })
  const made = await gallery.identities.signIn(
    { ...claims, username: 'identities', email: 'identities@example.org', isEmailVerified: true },
    rules,
    {},
  )
  const own = { userId: made.user.id, session: (await gallery.sessions.resolve(made.token))?.id ?? '' }
  const { account, identities: ofMade, passkeys } = as(userActor(own.userId))
  const confirm = async (purpose: OwnerPurpose): Promise<string> => {
    const begun = await ofMade.beginConfirming({ issuer: claims.issuer, purpose, session: own.session, data: '{}' })
    const { confirm } = (await gallery.identities.takeReturn(begun)) ?? {}
    const authenticatedAt = clock().getTime() / 1_000
    return gallery.identities.confirm({ ...claims, authenticatedAt }, { token: made.token, confirm: confirm! })
  }
  const device = createAuthenticator({ origin: passkeyOrigin })
  const registration = await passkeys.beginRegistration({
    currentPassword: await confirm('add-passkey'),
    session: own.session,
  })
  const { credential, key } = device.make(registration)
  await passkeys.register({ ceremony: registration.ceremony, credential, name: 'Phone', session: own.session })
  const asked = await passkeys.beginConfirming({ purpose: 'delete', session: own.session })
  const answer = { ceremony: asked.ceremony, credential: device.sign(key, asked) }
  const currentPassword = await passkeys.confirm({ purpose: 'delete', session: own.session, ...answer })
  await account.delete({ currentPassword })
  await system.users.delete(user.id)
  await admin.groups.delete(group.id)
}

const writePasskeys = async ({ gallery, system, as }: Scene): Promise<void> => {
  const device = createAuthenticator({ origin: passkeyOrigin })
  const credentials = { username: 'passkeys', password }
  const user = await system.users.create(credentials)
  const { passkeys } = as(userActor(user.id))
  const begun = await passkeys.beginRegistration({ currentPassword: password })
  const { credential, key } = device.make(begun)
  const { passkey, recoveryCodes } = await passkeys.register({ ceremony: begun.ceremony, credential, name: 'Phone' })
  await passkeys.list()
  await passkeys.rename(passkey.id, { name: 'Old phone' })
  gallery.sessions.takesPasskeys()
  const asked = await gallery.sessions.askForPasskey()
  await gallery.sessions.signInWithPasskey({ ceremony: asked.ceremony, credential: device.sign(key, asked) })
  const { details } = await refusalOf(gallery.sessions.signIn(credentials), 'SECOND_FACTOR_REQUIRED')
  const { step } = details as unknown as { step: string }
  const askedAgain = await gallery.sessions.askForPasskey({ step })
  const shown = { ceremony: askedAgain.ceremony, credential: device.sign(key, askedAgain) }
  await gallery.sessions.finishSignIn({ step, passkey: shown })
  await passkeys.remove(passkey.id, { currentPassword: password, code: recoveryCodes?.[0] ?? '' })
  await system.users.delete(user.id)
}

/** What is asked for beside a password. */
const writeSecondFactors = async ({ admin, gallery, system, clock, as }: Scene): Promise<void> => {
  const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: clock().getTime() })
  const credentials = { username: 'second factor', password }
  const user = await system.users.create(credentials)
  const { secondFactor } = as(userActor(user.id))
  const app = await secondFactor.beginTotp({ currentPassword: password })
  const first = await secondFactor.confirmTotp({ code: codeOf(app.secret) })
  await secondFactor.get()
  const { recoveryCodes } = await secondFactor.renewRecoveryCodes({ code: first.recoveryCodes[0] ?? '' })
  await secondFactor.remove({ currentPassword: password, code: recoveryCodes[0] ?? '' })

  const { required } = await admin.secondFactor.policy()
  await admin.secondFactor.setPolicy({ required: 'everybody' })
  const { details } = await refusalOf(gallery.sessions.signIn(credentials), 'SECOND_FACTOR_REQUIRED')
  const { step } = details as unknown as { step: string }
  const { secret } = await gallery.sessions.enrol({ step })
  await refusalOf(gallery.sessions.finishSignIn({ step, code: '000000' }), 'CODE_INVALID')
  await gallery.sessions.finishSignIn({ step, code: codeOf(secret) })
  await admin.secondFactor.reset(user.id)
  const again = await refusalOf(gallery.sessions.signIn(credentials), 'SECOND_FACTOR_REQUIRED')
  const next = (again.details as unknown as { step: string }).step
  const device = createAuthenticator({ origin: passkeyOrigin })
  const begun = await gallery.sessions.enrolPasskey({ step: next })
  const newPasskey = { ceremony: begun.ceremony, credential: device.make(begun).credential, name: 'Phone' }
  await gallery.sessions.finishSignIn({ step: next, newPasskey })
  await admin.secondFactor.setPolicy({ required })
  await admin.secondFactor.reset(user.id)
  await system.users.delete(user.id)
}
