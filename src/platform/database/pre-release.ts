import type { DataSource } from 'typeorm';
import { CannotStart } from '../config/cannot-start.js';
import { appliedMigrations, nameOf } from './migration-names.js';

/** The times of the migrations that replaced those of before the first release. */
const BASELINE = { from: 1_796_036_400_000, to: 1_796_036_880_000 };

/** The migrations of before the first release, oldest first. They made the same schema as the baseline does. */
export const PRE_RELEASE = `
  PlatformCreateTables1795219200000
  AccessCreateRoles1795219260000
  BranchesCreateTables1795219320000
  IdentityCreateUsers1795219380000
  ApprovalsCreateFlowsAndRequests1795219500000
  FleetCreateVehicles1795219560000
  BookingsCreateBookings1795219620000
  NotificationsCreateMails1795219800000
  IdentityStepUp1795305600000
  IdentityAddLinkKinds1795305637000
  IdentityCreatePasskeys1795305660000
  IdentityCreateSignIns1795305720000
  AccessGrantHistories1795305721000
  PlatformCreateLimits1795305723000
  AccessGrantPeoplePermissions1795305780000
  BranchesCreateAgreements1795305782000
  IdentityCreateAgreementAcceptances1795305784000
  IdentityBindChallengesToLinks1795393000000
  AccessKeepOnlyChanges1795394000000
  BranchesAddRoleSets1795394060000
  AccessWatchGrants1795394120000
  BranchesAddSettings1795395000000
  BranchesCreateLocationsAndAccessories1795395060000
  FleetAddVehicleFields1795395120000
  BookingsHoldAgainstUnavailability1795395180000
  FleetDeferLocation1795395240000
  BookingsPoliciesAndUse1795396000000
  FleetPoliciesAreThere1795396060000
  BookingsIndexLists1795397000000
  BookingsCreateCalendarFeeds1795397060000
  OpenidCreateTables1795398000000
  ApprovalsAddStepsAndLinks1795399000000
  NotificationsDoubtCalendarKind1795400000000
  NotificationsCreatePreferencesAndReminders1795400060000
  NotificationsCreateWebhooks1795400120000
  BookingsCreateSeries1795401000000
  BookingsCreateLateNotices1795401060000
  BookingsCreateWaitingList1795401120000
  IdentityCreateSso1795402000000
  ApprovalsAddOccurrences1795403000000
  BookingsKnowBranchesOfVehicles1795405000000
  ApprovalsVacuumOften1795406000000
  IdentityCreateDirectory1795407000000
  NotificationsKnowBranches1795408000000
  BookingsLeaveNotesOfClosures1795408500000
  PlatformForgetIdempotencyKeys1795986151000
  IdentityEnsureActing1795986300000
  OpenidKnowOrigin1795986360000
  PlatformCompareNames1795987200000
  PlatformHoldNamesApart1795987260000
  IdentityFoldSearch1795987320000
  FleetAddSearch1795987380000
  IdentityUndoAndReview1795987800000
  BranchesAddMaxBookingDays1795987844181
  BookingsWaitOnce1795987845181
  IdentitySearchNames1795988039166
  NotificationsIndexFailedMails1795988039200
  FleetKeepPhotos1795989912000
  IdentityFoldSignIns1795992491000
  FleetIndexKinds1795996800000
  NotificationsEditWebhooks1795996801000
  PlatformAddLocales1795997794000
  PlatformSortNames1796011200000
`
  .trim()
  .split(/\s+/);

/**
 * A database with all of those migrations is noted as having the baseline, and keeps its data.
 *
 * @param place what to delete if the database has only some of them
 * @throws CannotStart if it has only some of them, or others of that time; nothing is changed then
 */
export async function adoptPreRelease(dataSource: DataSource, place: string): Promise<void> {
  const old = (await appliedMigrations(dataSource)).filter((name) => timeOf(name) < BASELINE.from);
  if (old.length === 0) return;
  if (old.join() !== PRE_RELEASE.join()) {
    throw new CannotStart(
      `A pre-release version made this database, and this version cannot update it: export what you need with the version that made it, then delete ${place} and start again.`,
    );
  }
  const baseline = dataSource.migrations
    .map(nameOf)
    .filter((name) => timeOf(name) <= BASELINE.to)
    .sort((one, other) => timeOf(one) - timeOf(other));
  await dataSource.transaction(async (manager) => {
    await manager.query('DELETE FROM migrations WHERE name = ANY ($1)', [old]);
    await manager.query('INSERT INTO migrations (timestamp, name) SELECT * FROM unnest($1::bigint[], $2::text[])', [
      baseline.map(timeOf),
      baseline,
    ]);
  });
}

const timeOf = (name: string): number => Number(name.slice(-13));
