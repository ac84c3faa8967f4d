// /v1/calendar.ics: a function of its own, because writing iCalendar is code that no list as a file needs.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { calendarOperations } from './operations.ts'

export const createCalendarApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: calendarOperations })
