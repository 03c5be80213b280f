import * as v from 'valibot'
import type { CallContext, GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { type Issue, inputInvalid } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { limitSessions } from '../sessions/session.store.ts'
import { readSetting, saveSetting } from '../settings/setting.store.ts'
import { transact, type Unit } from '../transaction.ts'
import { selectGroups } from '../users/group.store.ts'
import { selectUser } from '../users/user.store.ts'
import { accountSettingsPatch } from './account-settings.schema.ts'
import type { AccountSettings, AccountSettingsState } from './account-settings.types.ts'

const key = 'accounts'
const [hourMs, dayMs] = [3_600_000, 24 * 3_600_000]

export const defaultAccountSettings: AccountSettings = Object.freeze({
  registration: 'off',
  emailRequired: true,
  notify: 'none',
  notifyGroupId: null,
  selfDeletion: true,
  heirUserId: null,
  sessionIdleHours: 168,
  sessionMaxDays: 30,
  rememberDays: 60,
})

/** The settings as they are: what the options of the gallery fix wins over what was set. */
export const readAccountSettings = async (
  db: Reader,
  { options }: Pick<GalleryContext, 'options'>,
): Promise<AccountSettings> => {
  const value = await readSetting(db, key)
  const stored = v.safeParse(accountSettingsPatch, value === null ? {} : JSON.parse(value))
  const set = stored.success ? stored.output : {}
  return { ...defaultAccountSettings, ...withoutUndefined(set), ...options.accounts }
}

export const accountSettingsState = async (gallery: GalleryContext): Promise<AccountSettingsState> => ({
  settings: await readAccountSettings(gallery.connections.read, gallery),
  locked: Object.keys(gallery.options.accounts) as (keyof AccountSettings)[],
})

/** How long sessions hold, by the settings. */
export const sessionLimits = (settings: AccountSettings, isRemembered: boolean) =>
  isRemembered
    ? { idleMs: settings.rememberDays * dayMs, maxMs: settings.rememberDays * dayMs }
    : { idleMs: settings.sessionIdleHours * hourMs, maxMs: settings.sessionMaxDays * dayMs }

/** @throws {VitrineError} `INPUT_INVALID`, also for what the options of the gallery fix. */
export const changeAccountSettings = async (
  { gallery, actor }: CallContext,
  input: Partial<AccountSettings>,
): Promise<void> => {
  const patch = withoutUndefined(validate(accountSettingsPatch, input))
  const locked = Object.keys(patch).filter((name) => name in gallery.options.accounts)
  if (locked.length > 0)
    throw inputInvalid(locked.map((path) => ({ path, message: 'Is fixed by the configuration of the gallery.' })))
  await transact(gallery, actor, async (unit) => {
    const before = await readAccountSettings(unit.db, gallery)
    const after = { ...before, ...patch }
    if (JSON.stringify(before) === JSON.stringify(after)) return
    await requireKnown(unit, patch, after)
    const fixed = Object.keys(gallery.options.accounts)
    const value = JSON.stringify(Object.fromEntries(Object.entries(after).filter(([name]) => !fixed.includes(name))))
    await saveSetting(unit, key, value)
    // Those that are open obey too: whoever shortens sessions means the one that was forgotten somewhere.
    for (const isRemembered of [false, true]) {
      const limits = sessionLimits(after, isRemembered)
      const latestEnd = new Date(new Date(unit.at).getTime() + limits.maxMs).toISOString()
      await limitSessions(unit.db, { isRemembered, idleSeconds: limits.idleMs / 1_000, latestEnd })
    }
    unit.record({ subject: 'setting', id: 0, action: 'updated', before: { [key]: before }, after: { [key]: after } })
  })
}

/** Those that are named: a group or a user that is gone meanwhile does not keep other settings from being changed. */
const requireKnown = async (
  { db }: Unit,
  patch: Partial<AccountSettings>,
  { notify, notifyGroupId }: AccountSettings,
): Promise<void> => {
  const issues: Issue[] = []
  const { heirUserId = null } = patch
  const saysWhom = patch.notify !== undefined || patch.notifyGroupId !== undefined
  if (saysWhom && notify === 'group' && notifyGroupId === null)
    issues.push({ path: 'notifyGroupId', message: 'Name the group that is told.' })
  if (saysWhom && notifyGroupId !== null && (await selectGroups(db, { id: notifyGroupId, limit: 1 })).length === 0)
    issues.push({ path: 'notifyGroupId', message: 'There is no such group.' })
  if (heirUserId !== null && !(await selectUser(db, heirUserId)))
    issues.push({ path: 'heirUserId', message: 'There is no such user.' })
  if (issues.length > 0) throw inputInvalid(issues)
}
