/** The API's one module: a folder per feature, given the runtime and the settings. */
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import type { Runtime } from '#libs/runtime';
import { AccountRecord } from './admin/account-record.ts';
import { CalendarController } from './admin/calendar.controller.ts';
import { DirectoryChanges } from './admin/directory-changes.ts';
import { Jobs } from './admin/jobs.ts';
import { PeopleController } from './admin/people.controller.ts';
import { PlacesController } from './admin/places.controller.ts';
import { SystemController } from './admin/system.controller.ts';
import { ComparisonsController } from './comparisons/comparisons.controller.ts';
import { ConfirmedWords } from './comparisons/confirmed.ts';
import { FindingService } from './comparisons/findings.ts';
import { LogReading } from './comparisons/reading.ts';
import { Matching } from './comparisons/matching.ts';
import { ComparisonService } from './comparisons/service.ts';
import { ComparisonStore } from './comparisons/store.ts';
import { DemoController } from './demo/demo.controller.ts';
import { DossiersController } from './dossiers/dossiers.controller.ts';
import { DossierReader } from './dossiers/reader.ts';
import { DossierService } from './dossiers/service.ts';
import { FiguresController } from './figures/figures.controller.ts';
import { ForecastController } from './figures/forecast.controller.ts';
import { FilesController } from './files/files.controller.ts';
import { FileStore } from './files/file-store.ts';
import { FilesState } from './files/files-state.ts';
import { HeadsController } from './heads/heads.controller.ts';
import { HealthController } from './health/health.controller.ts';
import { Authentication } from './http/authentication.ts';
import { ProblemFilter } from './http/problem.ts';
import { validation } from './http/validation.ts';
import { InboxController } from './inbox/inbox.controller.ts';
import { LedgerController } from './ledger/ledger.controller.ts';
import { LedgerEvents } from './ledger/events.ts';
import { LiveChanges } from './live/live-changes.ts';
import { LookupController } from './lookup/lookup.controller.ts';
import { PublicLists } from './lookup/public-lists.ts';
import { Receipts } from './lookup/receipts.ts';
import { WithdrawalController } from './lookup/withdrawal.controller.ts';
import { NoticesController } from './notices/notices.controller.ts';
import { OnlineController } from './online/online.controller.ts';
import { EditionLife } from './procedures/life.service.ts';
import { PrintController } from './print/print.controller.ts';
import { NonconformityCausesController } from './nonconformities/causes.controller.ts';
import { NonconformitiesController } from './nonconformities/nonconformities.controller.ts';
import { NonconformityService } from './nonconformities/service.ts';
import { NonconformitySettingsController } from './nonconformities/settings.controller.ts';
import { ProceduresController } from './procedures/procedures.controller.ts';
import { QmsProgrammeController } from './qms/programme.controller.ts';
import { QmsService } from './qms/qms.service.ts';
import { QmsRecordsController } from './qms/records.controller.ts';
import { ForShowController } from './quality/for-show.controller.ts';
import { ObjectiveFormulasController } from './quality/formulas.controller.ts';
import { QualityChangesController } from './quality/change-requests.controller.ts';
import { QualityDocumentsController } from './quality/documents.controller.ts';
import { AuditsController } from './quality/audits.controller.ts';
import { QualityController } from './quality/records.controller.ts';
import { ReviewsController } from './quality/reviews.controller.ts';
import { QualityService } from './quality/service.ts';
import { ReferenceController } from './reference/reference.controller.ts';
import { SatisfactionController } from './satisfaction/satisfaction.controller.ts';
import { Surveys } from './satisfaction/surveys.ts';
import { ScoringReportsController } from './scoring/reports.controller.ts';
import { ScoringService } from './scoring/scoring.service.ts';
import { ScoringSetsController } from './scoring/sets.controller.ts';
import { ScoringSheetsController } from './scoring/sheets.controller.ts';
import { ScoringYearsController } from './scoring/years.controller.ts';
import { SessionController } from './session/session.controller.ts';
import { SubstitutionsController } from './session/substitutions.controller.ts';
import { RUNTIME, SETTINGS } from './tokens.ts';
import type { Settings } from './tokens.ts';

const CONTROLLERS = [
  SessionController,
  SubstitutionsController,
  DossiersController,
  InboxController,
  ProceduresController,
  ReferenceController,
  FiguresController,
  ForecastController,
  NonconformityCausesController,
  NonconformitySettingsController,
  NonconformitiesController,
  FilesController,
  ComparisonsController,
  LookupController,
  WithdrawalController,
  OnlineController,
  PrintController,
  NoticesController,
  LedgerController,
  PeopleController,
  PlacesController,
  CalendarController,
  SystemController,
  QmsRecordsController,
  QmsProgrammeController,
  ForShowController,
  ObjectiveFormulasController,
  AuditsController,
  QualityController,
  ReviewsController,
  QualityDocumentsController,
  QualityChangesController,
  SatisfactionController,
  ScoringReportsController,
  ScoringSetsController,
  ScoringSheetsController,
  ScoringYearsController,
  HeadsController,
  HealthController,
  DemoController,
];

@Module({})
class AppModule {}

export const appModule = (runtime: Runtime, settings: Settings): DynamicModule => ({
  module: AppModule,
  controllers: CONTROLLERS,
  providers: [
    { provide: RUNTIME, useValue: runtime },
    { provide: SETTINGS, useValue: settings },
    { provide: APP_GUARD, useClass: Authentication },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: validation },
    AccountRecord,
    ComparisonService,
    ComparisonStore,
    ConfirmedWords,
    DirectoryChanges,
    DossierReader,
    DossierService,
    EditionLife,
    FileStore,
    FilesState,
    FindingService,
    Matching,
    Jobs,
    LedgerEvents,
    LiveChanges,
    LogReading,
    NonconformityService,
    PublicLists,
    QmsService,
    QualityService,
    Receipts,
    ScoringService,
    Surveys,
  ],
});
