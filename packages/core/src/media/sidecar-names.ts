/** `true` for names that end in `.xmp`, whatever the case: a sidecar belongs to a photo and is none itself. */
export const isSidecarName = (name: string): boolean => /[^/\\]\.xmp$/i.test(name)

/**
 * The names under which the sidecar of `fileName` may lie beside it, most telling first: `IMG_1.JPG` → `IMG_1.JPG.xmp`, `IMG_1.xmp`,
 * then both with `.XMP` and `.Xmp` for file systems that tell case apart.
 */
export const sidecarCandidates = (fileName: string): string[] => {
  const dot = fileName.lastIndexOf('.')
  const stem = dot > 0 ? fileName.slice(0, dot) : null
  return ['xmp', 'XMP', 'Xmp'].flatMap((extension) =>
    stem === null ? [`${fileName}.${extension}`] : [`${fileName}.${extension}`, `${stem}.${extension}`],
  )
}
