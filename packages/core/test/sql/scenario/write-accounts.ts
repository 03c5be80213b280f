import { createHash } from 'node:crypto'
import { userActor } from '../../../src/access/actor.ts'
import { runJobs, tokenIn } from '../../accounts/accounts-world.ts'
import { password, refusalOf } from '../../world.ts'
import type { Scene } from './scene.ts'

/** How people come to have accounts, lose their passwords, and leave. */
export const writeAccounts = async (scene: Scene): Promise<void> => {
  const { settings } = await scene.admin.settings.accounts()
  await register(scene)
  await recover(scene)
  await leave(scene)
  await scene.admin.settings.setAccounts(settings)
}

const register = async ({ admin, gallery, postbox }: Scene): Promise<void> => {
  const { accounts } = gallery
  await admin.settings.setAccounts({ registration: 'approval', notify: 'group', notifyGroupId: 1, sessionMaxDays: 29 })
  await accounts.registration()
  for (const name of ['joins', 'waits', 'never']) {
    await accounts.register({ username: `scenario ${name}`, password, email: `${name}@example.org` })
    await runJobs(gallery)
    const token = tokenIn(postbox.take(`${name}@example.org`)[0])
    await accounts.registrationOf(token)
    if (name === 'joins') await admin.settings.setAccounts({ registration: 'open', notify: 'administrators' })
    else await admin.settings.setAccounts({ registration: 'approval' })
    await accounts.confirmRegistration({ token })
  }
  await runJobs(gallery)
  const { items, nextCursor } = await admin.registrations.list({ limit: 1 })
  await admin.registrations.list({ limit: 1, cursor: nextCursor ?? undefined })
  const waits = await admin.registrations.approve(items[0]?.id ?? 0)
  const rest = (await admin.registrations.list()).items
  for (const { id } of rest) await admin.registrations.refuse(id)
  // Whose address is in use already.
  await accounts.register({ username: 'scenario again', password, email: 'waits@example.org' })
  await runJobs(gallery)
  await admin.users.delete(waits.id)
  const [joins] = (await admin.users.list({ q: 'scenario joins' })).items
  await admin.users.delete(joins?.id ?? 0)
}

const recover = async (scene: Scene): Promise<void> => {
  const { admin, gallery, postbox } = scene
  const { accounts, sessions } = gallery
  const { id } = await admin.users.create({ username: 'scenario', password, email: 'scenario@example.org' })
  const own = scene.as(userActor(id))
  for (let guess = 0; guess < 22; guess++)
    await sessions.signIn({ username: 'scenario', password: 'wrong', address: `10.3.0.${guess}` }).catch(() => {})
  scene.clock.advance(25 * 3_600_000)
  // As an import brings it: the next sign-in hashes it anew.
  const imported = createHash('md5').update(password).digest('hex')
  await scene.db.write.updateTable('users').set({ password_hash: imported }).where('id', '=', id).execute()
  const address = '192.0.2.4'
  const { token } = await sessions.signIn({ username: 'scenario', password, address, remember: true })
  for (let guess = 0; guess < 22; guess++)
    await sessions.signIn({ username: 'scenario', password: 'wrong', address: `10.4.0.${guess}` }).catch(() => {})
  await sessions.signIn({ username: 'scenario', password, address })
  const next = 'another correct horse'
  const { token: renewed } = await sessions.changePassword({ token, currentPassword: password, password: next })
  await own.account.get()
  await own.account.setPreferences({ photosPerPage: 30, theme: 'mosaic' })
  const [session] = await own.account.sessions()
  await admin.users.sessions(id)
  await own.account.endSessions({ except: (await sessions.resolve(renewed))?.id })
  await own.account.endSession(session?.id ?? '')
  await own.account.endSessions()
  await admin.users.endSessions(id)

  await own.account.changeEmail({ email: 'scenario2@example.org', currentPassword: next })
  await runJobs(gallery)
  const confirm = tokenIn(postbox.take('scenario2@example.org')[0])
  await accounts.emailOf(confirm)
  await accounts.confirmEmail({ token: confirm })
  await accounts.requestReset({ who: 'scenario2@example.org' })
  await runJobs(gallery)
  const reset = tokenIn(postbox.take('scenario2@example.org')[0])
  await accounts.resetOf(reset)
  await accounts.resetPassword({ token: reset, password })
  await admin.users.createResetLink(id)
  await admin.mail.state()
  const { jobId } = await admin.mail.sendTest({ to: 'scenario@example.org' })
  await admin.mail.test(jobId)
  await runJobs(gallery)
  await admin.users.delete(id)
}

const leave = async (scene: Scene): Promise<void> => {
  const { admin, gallery, system } = scene
  const make = async (username: string) => {
    const { id } = await system.users.create({ username, password, role: 'webmaster', level: 8 })
    return { id, as: scene.as(userActor(id)) }
  }
  const [heir, leaver] = [await make('scenario heir'), await make('scenario leaver')]
  const album = await leaver.as.albums.create({ name: 'Of one who leaves' })
  const photo = await scene.addPhoto(album.id, { as: leaver.as })
  await leaver.as.keys.create({ name: 'Of one who leaves', scopes: ['read'], expiresInDays: 30 })
  for await (const _part of (await leaver.as.account.export()).content);
  await admin.settings.setAccounts({ heirUserId: heir.id })
  await refusalOf(leaver.as.account.delete({ currentPassword: 'wrong' }), 'PASSWORD_WRONG')
  await leaver.as.account.delete({ currentPassword: password })
  await runJobs(gallery)
  await admin.settings.setAccounts({ heirUserId: null })
  await admin.photos.delete([photo.id])
  await admin.albums.delete(album.id)
  await system.users.update(heir.id, { role: 'user' })
  await system.users.delete(heir.id)
}
