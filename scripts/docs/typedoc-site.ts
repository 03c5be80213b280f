/** Makes of TypeDoc's output one site: guides with their titles, and pages that keep the server's content security policy. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import {
  type Application,
  Converter,
  type DeclarationReflection,
  type DocumentReflection,
  IndexEvent,
  KindRouter,
  normalizePath,
  type PageEvent,
  type ProjectReflection,
  type Reflection,
  ReflectionKind,
  RendererEvent,
  UnknownType,
} from 'typedoc'
import { type SiteDocument, titleOf } from './documents.ts'

const require = createRequire(import.meta.url)

/** What the packages are called; TypeDoc calls their modules by the folders of the sources. */
const packages: Readonly<Record<string, string>> = {
  'core/src': '@vitrine/core',
  'core/src/testing': '@vitrine/core/testing',
  'sdk/src': '@vitrine/sdk',
  'sdk/src/contract': '@vitrine/sdk/contract',
  'server/src': 'vitrine',
}

/** Written out with all they are made of, each of these would be megabytes. */
const tooLarge: Readonly<Record<string, string>> = { contract: 'Contract', routes: 'the routes of every operation' }

const addresses = new WeakMap<Reflection, string>()

class SiteRouter extends KindRouter {
  protected override getIdealBaseName(reflection: Reflection): string {
    return addresses.get(reflection) ?? super.getIdealBaseName(reflection).replace(/^(\w+)\/_+/, '$1/')
  }
}

/** Names, addresses and headings of all pages. To be called before anything is converted. */
export const arrangeSite = (app: Application, root: string, documents: readonly SiteDocument[]): void => {
  const byPath = new Map(documents.map((document) => [join(root, document.path), document]))
  app.renderer.defineRouter('site', SiteRouter)
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document: DocumentReflection) => {
    const path = document.project.files.getReflectionPath(document) ?? ''
    const place = byPath.get(path)
    if (!place) return
    document.name = titleOf(path, readFileSync(path, 'utf8'))
    document.frontmatter.group = place.group
    addresses.set(document, place.address)
  })
  // Who looks for a word wants the guide about it more than the types that are called after it.
  app.renderer.on(IndexEvent.PREPARE_INDEX, ({ searchFieldWeights }: IndexEvent) => {
    searchFieldWeights.document = 20
  })
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    leadFromFolders(project, root)
    for (const each of project.getReflectionsByKind(ReflectionKind.Module)) each.name = packages[each.name] ?? each.name
    for (const each of project.getReflectionsByKind(ReflectionKind.Variable) as DeclarationReflection[]) {
      const instead = tooLarge[each.name]
      if (instead === undefined || !each.type) continue
      project.removeTypeReflections(each.type)
      each.type = new UnknownType(instead)
    }
  })
}

/** A link to a folder, which GitHub shows a list for, leads to the page of the folder, or to the first one in it. */
const leadFromFolders = (project: ProjectReflection, root: string): void => {
  const known = new Set<string>()
  for (const document of project.documents ?? []) {
    const path = project.files.getReflectionPath(document)
    for (let folder = dirname(path ?? root); folder.startsWith(`${root}/`); folder = dirname(folder)) {
      if (known.has(folder)) continue
      known.add(folder)
      // With a slash at the end and without: a link is taken as it is written.
      for (const path of [folder, `${folder}/`]) project.files.registerReflectionPath(normalizePath(path), document)
    }
  }
}

/**
 * No inline script, and no picture within a style sheet: the policy of the server's pages refuses both, and so the site can be put on
 * any host with a strict one.
 */
export const keepPolicy = (app: Application): void => {
  let inline: string | undefined
  app.renderer.on('endPage', (page: PageEvent) => {
    const base = relative(dirname(page.url), 'assets').replaceAll('\\', '/')
    if (page.contents === undefined) return
    page.contents = page.contents.replace(/<script>([\s\S]*?)<\/script>/g, (_, code: string) => {
      if (inline !== undefined && code !== inline) throw new Error('TypeDoc has another inline script than it had')
      inline = code
      return `<script src="${base}/mode.js"></script>`
    })
  })
  app.renderer.on(RendererEvent.END, ({ outputDirectory }: RendererEvent) => {
    const assets = join(outputDirectory, 'assets')
    mkdirSync(assets, { recursive: true })
    writeFileSync(join(assets, 'mode.js'), `${inline ?? ''}\n`)
    for (const weight of ['latin', 'latin-ext']) {
      const font = `instrument-sans-${weight}-wght-normal.woff2`
      copyFileSync(require.resolve(`@fontsource-variable/instrument-sans/files/${font}`), join(assets, font))
    }
    rewrite(join(assets, 'style.css'), (css) => takePicturesOut(css, assets))
    rewrite(join(assets, 'main.js'), withoutInlineStyle)
  })
}

const rewrite = (path: string, change: (text: string) => string): void =>
  writeFileSync(path, change(readFileSync(path, 'utf8')))

const takePicturesOut = (css: string, folder: string): string => {
  let count = 0
  const changed = css.replace(/url\("data:image\/svg\+xml;utf8,([^"]*)"\)/g, (_, picture: string) => {
    const name = `picture-${++count}.svg`
    writeFileSync(join(folder, name), decodeURIComponent(picture))
    return `url("${name}")`
  })
  if (/url\(["']?data:/.test(changed)) throw new Error('A style sheet of TypeDoc holds a picture of an unknown kind')
  return changed
}

/** The script would put an empty style sheet into the page, for filters that the site has none of. */
const withoutInlineStyle = (script: string): string => {
  const added = 'document.head.appendChild(document.createElement("style"))'
  if (!script.includes(added)) throw new Error('TypeDoc has another script than it had')
  return script.replace(added, 'document.createElement("style")')
}
