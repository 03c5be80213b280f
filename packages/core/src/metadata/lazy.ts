// exifr and the XML parser are loaded on first use: a server that starts over an indexed folder reads no metadata. The promise is
// kept, since asking the loader again for each file costs more than reading a small one.
let exif: Promise<typeof import('./exif.ts')> | undefined
let xmp: Promise<typeof import('./xmp.ts')> | undefined

export const loadExif = () => (exif ??= import('./exif.ts'))
export const loadXmp = () => (xmp ??= import('./xmp.ts'))
