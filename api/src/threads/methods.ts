/** What a thread of its own computes: the methods that may take long, each by its name. They import nothing but themselves. */
export { mactor } from '../methods/mactor/index.ts'
export { raters } from '../methods/raters/index.ts'
