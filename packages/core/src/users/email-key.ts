/** What makes two e-mail addresses the same. Mail goes to the address as it is kept, never to one that was typed. */
export const toEmailKey = <E extends string | null>(email: E): E =>
  (email === null ? null : email.normalize('NFKC').trim().toLowerCase()) as E
