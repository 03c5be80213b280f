import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

describeDialects('what a gallery is called', ({ openTestGallery }) => {
  it('is said by administrators, and told to everybody from then on', async () => {
    const { gallery, addUser } = await openTestGallery({ title: 'As configured' })
    const [admin, member] = [await addUser('admin', { role: 'admin' }), await addUser('member')]
    expect(await gallery.as(guest).site()).toEqual({ title: 'As configured', language: 'en', about: '' })
    const title = '<b>Club</b>'
    expect(await admin.as.settings.setSite({ title, language: 'de-at' })).toEqual({
      title,
      language: 'de-AT',
      about: '',
    })
    expect(await gallery.as(guest).site()).toEqual({ title, language: 'de-AT', about: '' })
    const [entry] = (await admin.as.activity.list({ types: ['setting.*'], limit: 1 })).items
    expect(entry).toMatchObject({ type: 'setting.site', after: { title, language: 'de-AT' } })
    expect(await admin.as.settings.setSite({ title: null })).toMatchObject({ title: 'As configured' })
    await refusalOf(member.as.settings.setSite({ title: 'Mine' }), 'FORBIDDEN')
    for (const wrong of [
      { title: ' ' },
      { title: 'x'.repeat(101) },
      { language: 'not a language' },
      { about: 'x'.repeat(10_001) },
      { name: 'x' },
    ])
      await refusalOf(admin.as.settings.setSite(wrong), 'INPUT_INVALID')
  })

  it('BRW-25: and what it says about itself, until that is taken away', async () => {
    const { gallery, addUser } = await openTestGallery()
    const admin = await addUser('admin', { role: 'admin' })
    await admin.as.settings.setSite({ about: '  Two lines\nof text.\n' })
    expect((await gallery.as(guest).site()).about).toBe('Two lines\nof text.')
    const [entry] = (await admin.as.activity.list({ types: ['setting.*'], limit: 1 })).items
    expect(entry).toMatchObject({
      type: 'setting.site',
      before: { about: '' },
      after: { about: 'Two lines\nof text.' },
    })
    await admin.as.settings.setSite({ about: '' })
    expect((await gallery.as(guest).site()).about).toBe('')
  })
})
