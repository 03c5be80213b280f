import { inputInvalid } from '@vitrine/core'

/**
 * Rules of the site's own load nothing: browsers would refuse what comes from elsewhere, by the policy of the pages, and say so where
 * nobody looks.
 *
 * @throws {VitrineError} `INPUT_INVALID`
 */
export const requireOwnRules = (css: string): void => {
  if (/@import\b/i.test(css.replace(/\/\*[\s\S]*?\*\//g, '')))
    throw inputInvalid([{ path: 'css', message: '@import does not work here: put the rules themselves in.' }])
}
