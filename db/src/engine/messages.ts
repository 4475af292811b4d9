/** Where the worker finds its database. A template is a gzip dump. */
export type Place = { folder: string } | { memory: true; template?: Uint8Array<ArrayBuffer> }

/** Server process to worker, handled strictly in order. */
export type ToWorker =
  | { kind: 'hello'; session: number }
  | { kind: 'wire'; session: number; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'release' }
  | { kind: 'dump'; request: number }
  | { kind: 'close' }

/** Worker to server process. `done` ends the answer to one `hello` or `wire`. */
export type FromWorker =
  | { kind: 'opened' }
  | { kind: 'wire'; session: number; bytes: Uint8Array<ArrayBuffer>; done: boolean; inTransaction: boolean }
  | { kind: 'dumped'; request: number; bytes?: Uint8Array<ArrayBuffer>; error?: string }
  | { kind: 'closed' }
  | { kind: 'failed'; message: string }
