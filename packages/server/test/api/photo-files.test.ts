import { expect, it } from 'vitest'
import { describeServer, jpeg } from './world.ts'

const file = async (colour: string, name: string, size?: { width: number; height: number }): Promise<File> =>
  new File([new Uint8Array(await jpeg(colour, size))], name)
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())

describeServer('files of a photo', (world) => {
  const place = async () => {
    const admin = await world().as('admin')
    const { photo } = await admin.photos.upload({
      file: await file('#181', 'IMG_7.jpg', { width: 90 + Math.floor(Math.random() * 900), height: 60 }),
      album: world().albums.granted.id,
      title: 'Kept',
    })
    return { admin, photo }
  }

  it('replaces one, and goes back', async () => {
    const { admin, photo } = await place()
    const sent: number[] = []
    const next = await file('#818', 'IMG_7b.jpg', { width: 600, height: 400 })
    const now = await admin.photos.replaceFile({
      id: photo.id,
      file: next,
      replaces: photo.sha256,
      onProgress: ({ sentBytes }) => sent.push(sentBytes),
    })
    expect(now).toMatchObject({
      id: photo.id,
      title: 'Kept',
      fileName: 'IMG_7b.jpg',
      sourceFileName: 'IMG_7.jpg',
      width: 600,
      bytes: next.size,
    })
    expect(sent.at(-1)).toBe(next.size)
    // The address of a picture tells what it shows: the old ones are gone.
    const { baseUrl, fetch } = world()
    const old = new URL(photo.derivatives.thumb?.url ?? '', baseUrl)
    expect((await fetch(new Request(old))).status).toBe(404)

    const replaced = admin.photos.replaceFile({ id: photo.id, file: next, replaces: photo.sha256 })
    await expect(replaced).rejects.toMatchObject({ code: 'CONFLICT', status: 409 })
    const { items } = await admin.versions.list({ id: photo.id })
    expect(items).toMatchObject([{ number: 1, fileName: 'IMG_7.jpg', sha256: photo.sha256, bytes: photo.bytes }])
    const fileId = items[0]?.id as number
    const whole = await admin.versions.file({ id: photo.id, fileId })
    expect(whole.headers.get('etag')).toBe(`"${photo.sha256}"`)
    expect(whole.headers.get('content-disposition')).toContain('IMG_7.jpg')
    expect(whole.headers.get('cache-control')).toBe('private, no-cache')
    const bytes = await bytesOf(whole)
    const part = await admin.versions.file({ id: photo.id, fileId }, { headers: { range: 'bytes=4-7' } })
    expect(part.status).toBe(206)
    expect(await bytesOf(part)).toEqual(bytes.subarray(4, 8))

    expect(await admin.versions.restore({ id: photo.id, fileId })).toMatchObject({ sha256: photo.sha256 })
    const [version] = (await admin.versions.list({ id: photo.id })).items
    await admin.versions.delete({ id: photo.id, fileId: version?.id as number })
    expect((await admin.versions.list({ id: photo.id })).items).toEqual([])
    await expect(admin.versions.file({ id: photo.id, fileId })).rejects.toMatchObject({ code: 'VERSION_NOT_FOUND' })
  })

  it('has other formats of the same picture', async () => {
    const { admin, photo } = await place()
    const tiff = await file('#118', 'IMG_7.tif', { width: 300, height: 200 })
    const { format, duplicate } = await admin.formats.add({ id: photo.id, file: tiff })
    expect(duplicate).toBe(false)
    expect(format).toMatchObject({ fileName: 'IMG_7.tif', width: 300, height: 200, bytes: tiff.size })
    expect(await admin.formats.add({ id: photo.id, file: tiff })).toEqual({ format, duplicate: true })
    const member = await world().as('member')
    expect((await member.formats.list({ id: photo.id })).items).toEqual([format])
    expect((await member.photos.get({ id: photo.id })).formatCount).toBe(1)
    expect((await bytesOf(await member.formats.file({ id: photo.id, fileId: format.id }))).length).toBe(tiff.size)
    const request = { id: photo.id, fileId: format.id }
    await expect(member.formats.delete(request)).rejects.toMatchObject({ code: 'FORBIDDEN', status: 403 })
    await expect(world().client().formats.list({ id: photo.id })).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND' })
    await admin.formats.delete(request)
    await expect(member.formats.file(request)).rejects.toMatchObject({ code: 'FORMAT_NOT_FOUND', status: 404 })
  })

  it('says who may not, and what is wrong', async () => {
    const { admin, photo } = await place()
    const member = await world().as('member')
    const next = await file('#fff', 'x.jpg')
    const { id } = photo
    await expect(member.photos.replaceFile({ id, file: next })).rejects.toMatchObject({ status: 403 })
    await expect(member.versions.list({ id })).rejects.toMatchObject({ status: 403 })
    await expect(member.photos.setRepresentative({ id, file: next })).rejects.toMatchObject({ status: 403 })
    await expect(member.photos.removeRepresentative({ id })).rejects.toMatchObject({ status: 403 })
    const hidden = { id: world().photos.hidden.id, file: next }
    await expect(member.photos.replaceFile(hidden)).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND', status: 404 })
    // A door of ours that signing in could open says so.
    const guest = world().client()
    const open = { id: world().photos.open.id, file: next }
    await expect(guest.photos.replaceFile(open)).rejects.toMatchObject({ status: 401 })
    await expect(admin.photos.setRepresentative({ id, file: next })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    await expect(admin.photos.replaceFile({ id, file: new File(['<html>'], 'x.jpg') })).rejects.toMatchObject({
      code: 'MEDIA_UNSUPPORTED',
      status: 415,
    })
    const wrong = admin.photos.replaceFile({ id, file: next, replaces: 'abc' })
    await expect(wrong).rejects.toMatchObject({ code: 'INPUT_INVALID', issues: [{ path: 'replaces' }] })
    expect((await admin.photos.get({ id })).sha256).toBe(photo.sha256)
  })

  it('has rules that administrators set', async () => {
    const admin = await world().as('admin')
    expect(await admin.fileRules.get()).toEqual({
      attachesFormats: false,
      maxVersions: 20,
      scaleUploads: null,
      locked: [],
    })
    const scaleUploads = { maxWidth: 2000, maxHeight: 2000, quality: 90 }
    expect(await admin.fileRules.set({ maxVersions: null, scaleUploads })).toMatchObject({
      maxVersions: null,
      scaleUploads,
    })
    await admin.fileRules.set({ maxVersions: 20, scaleUploads: null })
    const member = await world().as('member')
    await expect(member.fileRules.get()).rejects.toMatchObject({ status: 403 })
  })
})
