import { StorageCheck } from '@vitrine/sdk/contract'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

describeServer('a check of the storage', (world) => {
  it('is started, done in the background and told to administrators, and to nobody else', async () => {
    const { as, client, gallery } = world()
    const admin = await as('admin')
    expect(await admin.storage.latestCheck()).toEqual({ check: null })
    expect(await admin.storage.check({ depth: 'usual' })).toEqual({ isStarted: true })
    expect(await admin.storage.check({})).toEqual({ isStarted: false })
    while (await gallery.jobs.runNext());
    const { check } = await admin.storage.latestCheck()
    expect(v.parse(StorageCheck, check)).toMatchObject({ state: 'done', outcome: 'well', counts: [], findings: [] })
    await expect(admin.storage.check({ depth: 'wrong' as never })).rejects.toMatchObject({ code: 'INPUT_INVALID' })

    for (const [someone, code] of [
      [await as('member'), 'FORBIDDEN'],
      [client(), 'UNAUTHENTICATED'],
    ] as const) {
      await expect(someone.storage.latestCheck()).rejects.toMatchObject({ code })
      await expect(someone.storage.check({})).rejects.toMatchObject({ code })
    }
  })
})
