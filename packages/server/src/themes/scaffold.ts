import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bundledThemesFolder, readThemeChain } from './manifest.ts'

const toTitle = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')

const manifest = (name: string, parent: string, modes: readonly string[]): string =>
  `${JSON.stringify(
    {
      name,
      title: toTitle(name),
      description: 'What it is like, in a sentence.',
      author: '',
      version: '0.1.0',
      parent,
      modes,
      styles: [`${name}.css`],
      settings: [
        {
          type: 'number',
          name: 'edge',
          title: 'Room at the sides',
          default: 3,
          min: 0,
          max: 10,
          property: '--room',
          unit: 'vw',
        },
        { type: 'text', name: 'motto', title: 'Motto', description: 'Stands beside the name of the gallery.' },
      ],
    },
    null,
    2,
  )}\n`

const styles = `/* Comes after the style sheets of the parent. Its colours are custom properties: see tokens.css of mosaic. */
:root {
  --room: 3vw;
  --edge: max(1rem, var(--room));
}
.motto {
  color: var(--muted);
  font-weight: 400;
}
@media (max-width: 46rem) {
  .motto {
    display: none;
  }
}
`

/** The mark before the name of the gallery, which every page has: little to understand, and seen at once. */
const mark = `<svg class="site-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="9"/></svg>
`

/** The parent’s template, with a line of one’s own at its head. */
const homeOf = (parents: string): string =>
  `<% if (it.theme.values.motto) { %><p class="motto"><%= it.theme.values.motto %></p><% } %>\n${parents}`

const readme = (name: string, parent: string): string => `# ${toTitle(name)}

A theme for Vitrine. What it does not have comes from \`${parent}\`, template by template.

- \`theme.json\`: what it is called, what it stands on, and what can be set of it
- \`styles/${name}.css\`: rules that come after those of the parent
- \`templates/\`: templates in place of those of the parent; take out what you do not change
- \`variants/NAME.json\`: palettes, \`{ "title": "…", "light": { "bg": "#…" }, "dark": { "bg": "#…" } }\`

\`vitrine theme check .\` looks through it. To use it, put this folder into the folder \`themes\` of the gallery’s data, and
choose it under *Manage → Themes*.
`

/** Writes a child theme that passes the check. @returns What was written, below the folder. */
export const writeScaffold = async (
  folder: string,
  { name, parent }: { readonly name: string; readonly parent: string },
): Promise<string[]> => {
  // Whoever misspelled the parent learns it here.
  const chain = readThemeChain(parent, [dirname(folder), bundledThemesFolder()])
  const home = chain.map(({ templates }) => templates.get('home')).find((text) => text !== undefined) ?? ''
  const files: Readonly<Record<string, string>> = {
    'theme.json': manifest(name, parent, chain[0]?.manifest.modes ?? ['light']),
    [`styles/${name}.css`]: styles,
    'templates/home.eta': homeOf(home),
    'templates/partials/mark.eta': mark,
    'README.md': readme(name, parent),
  }
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  return Object.keys(files)
}
