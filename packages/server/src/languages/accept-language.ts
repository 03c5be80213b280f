/** More than any browser sends; what follows is passed over. */
const maxLength = 1000

/** The languages that a browser asks for, the dearest first. What is refused (`q=0`), and `*`, are left out. */
export const readAcceptLanguage = (header: string | null): string[] =>
  (header ?? '')
    .slice(0, maxLength)
    .split(',')
    .flatMap((part): { code: string; weight: number }[] => {
      const [code = '', ...parameters] = part.split(';').map((text) => text.trim())
      const quality = parameters.find((text) => /^q\s*=/i.test(text))
      const weight = quality === undefined ? 1 : Number(quality.slice(quality.indexOf('=') + 1))
      return code === '' || code === '*' || !(weight > 0 && weight <= 1) ? [] : [{ code, weight }]
    })
    // Stable: of equal ones the first stays first.
    .sort((a, b) => b.weight - a.weight)
    .map(({ code }) => code)
