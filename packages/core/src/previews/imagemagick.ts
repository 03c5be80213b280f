import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PreviewBackend } from './preview.types.ts'

/**
 * All that ImageMagick may do here: read four formats by its own readers and write one. No helper programs, no addresses, no lists
 * of files, no scripts. Of the rules that fit, the last one holds.
 */
const policy = `<?xml version="1.0" encoding="UTF-8"?>
<policymap>
  <policy domain="delegate" rights="none" pattern="*"/>
  <policy domain="filter" rights="none" pattern="*"/>
  <policy domain="coder" rights="none" pattern="*"/>
  <policy domain="coder" rights="read" pattern="{HEIC,HEIF,JXL,PSD,PSB,TIFF,TIFF64}"/>
  <policy domain="coder" rights="read | write" pattern="{PNG,PNG24,PNG32}"/>
  <policy domain="path" rights="none" pattern="@*"/>
  <policy domain="path" rights="none" pattern="|*"/>
  <policy domain="path" rights="none" pattern="*://*"/>
</policymap>
`

/** Readers by name: the content of a file must not choose one. */
const readers: Readonly<Record<string, string>> = { heic: 'heic', heif: 'heic', jxl: 'jxl', psd: 'psd', tif: 'tiff' }

const mebibyte = 1024 * 1024

/** Pixels are kept in memory or not at all: a picture too large for it is refused instead of being worked on on the disk. */
const limits = (timeoutMs: number): string[] =>
  Object.entries({
    memory: String(768 * mebibyte),
    map: String(768 * mebibyte),
    disk: '0',
    width: '40KP',
    height: '40KP',
    thread: '1',
    time: String(Math.max(1, Math.ceil(timeoutMs / 1000))),
  }).flatMap(([name, value]) => ['-limit', name, value])

export const imagemagick: PreviewBackend = {
  name: 'imagemagick',
  tools: ['imagemagick'],
  formats: new Set(Object.keys(readers)),
  async make(job) {
    const reader = readers[job.format.extension] ?? ''
    const output = 'converted.png'
    await writeFile(join(job.folder, 'policy.xml'), policy)
    await job.run(
      'imagemagick',
      [
        ...limits(job.timeoutMs),
        // The first picture: of a PSD file all layers together.
        `${reader}:./${job.file}[0]`,
        ...['-resize', `${job.maxSidePx}x${job.maxSidePx}>`, '-depth', '8', '+profile', '!icc,*'],
        ...['-define', 'png:compression-level=1', `png:./${output}`],
      ],
      { environment: { MAGICK_CONFIGURE_PATH: job.folder, MAGICK_TEMPORARY_PATH: job.folder } },
    )
    return output
  },
}
