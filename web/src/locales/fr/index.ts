import auth from './auth.json'
import common from './common.json'
import coverage from './coverage.json'
import frame from './frame.json'
import framework from './framework.json'
import impacts from './impacts.json'
import imports from './imports.json'
import mactor from './mactor.json'
import map from './map.json'
import points from './points.json'
import sessions from './sessions.json'
import settings from './settings.json'
import stakeholders from './stakeholders.json'
import today from './today.json'
import trace from './trace.json'
import ui from './ui.json'

/** Every text of the interface; a feature owns the file of its name. */
export const messages = { auth, common, coverage, frame, framework, impacts, imports, mactor, map, points, sessions, settings, stakeholders, today, trace, ui }
