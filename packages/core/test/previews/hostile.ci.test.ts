import { readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPreviews, type Previews } from '../../src/previews/previews.ts'
import { describeWith, describeWithCorpus } from '../../src/testing/environment.ts'
import { type ToolName, toolNames } from '../../src/tools/programs.ts'
import { createToolbox } from '../../src/tools/toolbox.ts'
import { processesOf } from '../tools/fake-tools.ts'

interface Listed {
  readonly file: string
  readonly kind: string
}

/** Each back end alone, with a type that it takes: a file that passes for one reaches the program. */
const doors: readonly (readonly [only: ToolName, mimeType: string])[] = [
  ['ffmpeg', 'video/mp4'],
  ['ffmpeg', 'video/x-matroska'],
  ['ffmpeg', 'image/jxl'],
  ['exiftool', 'image/x-nikon-nef'],
  ['exiftool', 'image/x-canon-cr3'],
  ['imagemagick', 'image/heic'],
  ['imagemagick', 'image/vnd.adobe.photoshop'],
  ['imagemagick', 'image/tiff'],
  ['pdftoppm', 'application/pdf'],
  ['rsvg-convert', 'image/svg+xml'],
]

/** Made for this: each asks for another file or an address. */
const scripts: Readonly<Record<string, string>> = {
  'list.txt': 'ffconcat version 1.0\nfile /etc/hostname\nfile http://127.0.0.1:9/x\n',
  'list.m3u8': '#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n#EXTINF:1,\nhttp://127.0.0.1:9/x\n#EXT-X-ENDLIST\n',
  'draw.mvg':
    'push graphic-context\nviewbox 0 0 64 64\nimage over 0,0 0,0 "https://127.0.0.1:9/x"\npop graphic-context\n',
  'draw.msl': '<?xml version="1.0"?><image><read filename="/etc/hostname"/><write filename="/tmp/written"/></image>',
  'page.ps': '%!PS\n(/etc/hostname) (r) file 100 string readstring pop ==\nshowpage\n',
  'page.eps': '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(/etc/hostname) run\n',
  'at.txt': '@/etc/hostname\n',
  'entity.svg':
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
}

describeWith(['exiftool', 'ffmpeg', 'imagemagick', 'pdftoppm', 'rsvg-convert'], 'hostile files', () => {
  describeWithCorpus('at every back end', (corpus) => {
    let folder = ''
    let connections = 0
    const listener = createServer((socket) => {
      connections += 1
      socket.destroy()
    })
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vitrine-hostile-'))
      // The address that the files name. Only an administrator may listen there.
      await new Promise<void>((resolve) => listener.once('error', () => resolve()).listen(9, '127.0.0.1', resolve))
    })
    afterAll(async () => {
      listener.close()
      await rm(folder, { recursive: true, force: true })
    })

    const previewsWith = (only: ToolName): Previews => {
      const off = toolNames.filter((name) => name !== only)
      const programs = Object.fromEntries(off.map((name) => [name, false as const]))
      return createPreviews({
        toolbox: createToolbox({ tools: { programs }, folder: join(folder, only) }),
        cacheFolder: join(folder, 'cache'),
        folder: join(folder, only),
        maxPixels: 100_000_000,
        timeoutMs: 8_000,
        onFault: (error) => {
          throw error
        },
      })
    }
    let made = 0
    const open = (previews: Previews, mimeType: string, file: string) =>
      previews.open({
        contentHash: `${(made++).toString(16).padStart(8, '0')}`,
        mimeType,
        durationSeconds: 5,
        file: async () => file,
      })

    const listed: Listed[] = corpus ? JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) : []
    const hostile = listed.filter(({ kind }) =>
      ['bomb', 'hostile-metadata', 'mismatch', 'polyglot', 'svg', 'empty'].includes(kind),
    )

    it.each(doors)(
      '%s takes what passes for %s in bounded time, and leaves nothing running',
      async (only, mimeType) => {
        const previews = previewsWith(only)
        for (const { file } of hostile) {
          const start = performance.now()
          const error = await open(previews, mimeType, join(corpus, file)).then(
            () => null,
            (reason: { code?: string }) => reason,
          )
          // A picture may come of it; then it is one.
          if (error !== null) expect(error.code, file).toMatch(/^MEDIA_(NOT_RENDERABLE|TIMEOUT)$/)
          expect(performance.now() - start, file).toBeLessThan(10_000)
        }
        expect(await processesOf(join(folder, only))).toEqual([])
        expect(connections).toBe(0)
      },
      120_000,
    )

    it.each(doors)('%s runs no script that passes for %s', async (only, mimeType) => {
      const previews = previewsWith(only)
      for (const [name, text] of Object.entries(scripts)) {
        const file = join(folder, name)
        await writeFile(file, text)
        await expect(open(previews, mimeType, file), name).rejects.toMatchObject({ code: 'MEDIA_NOT_RENDERABLE' })
      }
      expect(connections).toBe(0)
    })

    it('IN-25, SS-11: names of files are never read as options, patterns or addresses', async () => {
      const previews = previewsWith('imagemagick')
      for (const name of ['-version.psd', '@list.psd', 'msl:x.psd', '%d.psd', 'a[0-9].psd', '"$(id)".psd']) {
        const file = join(folder, name)
        await copyFile(join(corpus, 'psd-iptc-xmp.psd'), file)
        expect((await open(previews, 'image/vnd.adobe.photoshop', file)).length, name).toBeGreaterThan(100)
      }
    })
  })
})
