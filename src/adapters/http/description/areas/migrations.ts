import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { migration, migrationEligibility, migrationEvent, migrationSchedule, writtenMigration } from '../schemas/migration';
import { bareListHeaders, besideHeaders } from '../sharedHeaders';

export const migrations: DescribedArea = {
  name: 'Migrations',
  about: 'From traditional subscriptions to new commerce.',
  operations: {
    validateMigration: { summary: 'Validate a new-commerce migration', details: 'Whether it would be carried out now, by the rules that carry it out; nothing is done.', answers: { 200: migrationEligibility } },
    createMigration: {
      summary: 'Create a new-commerce migration',
      details: 'With the add-ons that hang on the subscription. Carried out at once, and final.',
      answers: { 201: writtenMigration },
      headers: besideHeaders,
    },
    getMigration: { summary: 'Get a new-commerce migration', answers: { 200: migration } },
    listMigrations: { summary: 'Get a list of new-commerce migrations', details: 'Of one customer.', answers: { 200: z.array(migration) }, headers: bareListHeaders },
    findMigrationEvents: { summary: 'Get the events of a new-commerce migration', details: 'Found by the migration or by the subscription that it was of.', answers: { 200: z.array(migrationEvent) }, headers: bareListHeaders },
    scheduleMigration: { summary: 'Schedule a new-commerce migration', details: 'For a day, or with `migrateOnRenewal` for the last day of the term.', answers: { 201: migrationSchedule } },
    getMigrationSchedule: { summary: 'Get a schedule of a new-commerce migration', answers: { 200: migrationSchedule } },
    replaceMigrationSchedule: { summary: 'Update a schedule of a new-commerce migration', details: 'What is planned is replaced as a whole.', answers: { 200: migrationSchedule } },
    cancelMigrationSchedule: { summary: 'Cancel a schedule of a new-commerce migration', answers: { 200: migrationSchedule } },
    listMigrationSchedules: { summary: 'Get a list of schedules of new-commerce migrations', details: 'Of one customer.', answers: { 200: z.array(migrationSchedule) }, headers: bareListHeaders },
  },
};
