/** Which pages the documentation site has, in which order, and under which heading of its navigation. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export interface SiteDocument {
  /** From the root of the repository. */
  readonly path: string
  readonly group: string
  /** Address in the site, without its ending. */
  readonly address: string
}

/** Headings of the navigation, in their order. */
export const groups = ['Guides', 'For developers', 'Examples', 'REST API', 'Modules', 'Project', 'Decisions'] as const
type Group = (typeof groups)[number]

const namesIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .sort()

/** The guides that `docs/README.md` names, as it orders them; those that it forgot come last. */
const guides = (root: string): SiteDocument[] => {
  const readme = readFileSync(join(root, 'docs/README.md'), 'utf8')
  const [forOwners = ''] = readme.split(/^For developers$/m)
  const named = [...readme.matchAll(/\]\(((?:guides\/)?[\w-]+\.md)/g)].map(([, path]) => `docs/${path}`)
  const all = new Set([...named, ...namesIn(root, 'docs/guides').map((name) => `docs/guides/${name}`)])
  return [...all].map((path) => ({
    path,
    group: forOwners.includes(path.slice('docs/'.length)) ? 'Guides' : 'For developers',
    address: `guides/${basename(path, '.md')}`,
  }))
}

/** Every page but the front page, which is `docs/README.md`, and those of the packages, which TypeDoc makes. */
export const siteDocuments = (root: string): SiteDocument[] => {
  const at = (group: Group, path: string, address: string): SiteDocument => ({ path, group, address })
  return [
    ...guides(root),
    ...readdirSync(join(root, 'examples'))
      .filter((name) => existsSync(join(root, 'examples', name, 'README.md')))
      .map((name) => at('Examples', `examples/${name}/README.md`, `examples/${name}`)),
    ...namesIn(root, 'docs/operations').map((name) =>
      at('REST API', `docs/operations/${name}`, `operations/${basename(name, '.md')}`),
    ),
    ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'AGENTS.md'].map((name) =>
      at('Project', name, `project/${basename(name, '.md').toLowerCase()}`),
    ),
    ...namesIn(root, 'docs/decisions').map((name) =>
      at('Decisions', `docs/decisions/${name}`, `decisions/${basename(name, '.md')}`),
    ),
  ]
}

/** The first heading of a page; the name of its file, or of its folder, where it has none. */
export const titleOf = (path: string, text: string): string => {
  const [, heading] = /^# (.+)$/m.exec(text) ?? []
  const name = basename(path, '.md')
  return heading?.replace(/`/g, '').trim() ?? (name === 'README' ? basename(dirname(path)) : name)
}
