import type { Finding } from './finding.ts'

/** Slots without which plugins have no place: a page that has them keeps them. */
const required: ReadonlySet<string> = new Set([
  'head',
  'main.before',
  'main.after',
  'footer',
  'body.end',
  'toolbar',
  'content.before',
  'content.after',
  'photo.before',
  'photo.after',
  'photo.toolbar',
  'photo.info',
  'login.after',
])

type Templates = ReadonlyMap<string, string>

const toName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The slots of a template and of the partials it calls. */
const slotsOf = (templates: Templates, name: string, seen = new Set<string>()): Set<string> => {
  const slots = new Set<string>()
  const text = templates.get(name)
  if (text === undefined || seen.has(name)) return slots
  seen.add(name)
  for (const [, slot = ''] of text.matchAll(/\bslot\(\s*['"]([\w.-]+)['"]/g)) slots.add(slot)
  for (const [, partial = ''] of text.matchAll(/\bpartial\.(\w+)/g))
    for (const slot of slotsOf(templates, `partials/${toName(partial)}`, seen)) slots.add(slot)
  return slots
}

/**
 * The slots that a page has in the base theme and has not in this one.
 *
 * @param templates - Of the theme and its parents: what is drawn with.
 * @param base - Of the base theme alone.
 * @param own - Names of the templates of the theme itself: others are not its fault.
 */
export const checkSlots = (templates: Templates, base: Templates, own: ReadonlySet<string>): Finding[] =>
  [...own]
    .filter((name) => !name.startsWith('partials/') || base.has(name))
    .flatMap((name): Finding[] => {
      const has = slotsOf(templates, name)
      // `album-iceland` is an album.
      const like = base.has(name) ? name : (/^(album|photo)-/.exec(name)?.[1] ?? name)
      return [...slotsOf(base, like)]
        .filter((slot) => !has.has(slot))
        .map((slot) => ({
          severity: required.has(slot) ? ('error' as const) : ('warning' as const),
          rule: 'slot',
          file: `templates/${name}.eta`,
          line: null,
          message: required.has(slot)
            ? `It has no place for plugins called “${slot}”, which is required: <%~ slot('${slot}', it) %>`
            : `It has no place for plugins called “${slot}”, which the page has elsewhere.`,
        }))
    })
