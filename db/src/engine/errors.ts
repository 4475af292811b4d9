/** An engine that cannot be opened or used; `code` is stable and named in UPPER_SNAKE. */
export class EngineError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EngineError'
    this.code = code
  }
}

/** Another live process holds the data folder; the message names the folder and that process. */
export class DataFolderLocked extends EngineError {
  readonly folder: string
  readonly pid: number

  constructor(folder: string, pid: number, lockFile: string) {
    super(
      'DATA_FOLDER_LOCKED',
      `The data folder ${folder} is in use by process ${pid} (lock file ${lockFile}). ` +
        'Stop that process, or give this one another folder or a DATABASE_URL.',
    )
    this.name = 'DataFolderLocked'
    this.folder = folder
    this.pid = pid
  }
}

/** The folder holds something else than a database of this version: nothing in it was touched. */
export class DataFolderUnusable extends EngineError {
  constructor(folder: string, reason: string) {
    super('DATA_FOLDER_UNUSABLE', `The data folder ${folder} cannot be used: ${reason}. Nothing in it was changed.`)
    this.name = 'DataFolderUnusable'
  }
}

/** The embedded engine is closed or its worker died; queries in flight have an unknown outcome. */
export class EngineStopped extends EngineError {
  constructor(reason: string, options?: ErrorOptions) {
    super('ENGINE_STOPPED', `The embedded database stopped: ${reason}`, options)
    this.name = 'EngineStopped'
  }
}
