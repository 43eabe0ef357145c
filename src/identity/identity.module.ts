import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BranchesModule } from '../branches/index.js';
import { AgreementAcceptance } from './domain/agreement-acceptance.js';
import { MailedLink } from './domain/mailed-link.js';
import { Passkey } from './domain/passkey.js';
import { Session } from './domain/session.js';
import { SsoLink } from './domain/sso-link.js';
import { User } from './domain/user.js';
import { AccountRecoveryController } from './http/account-recovery.controller.js';
import { Authenticators } from './http/authenticators.js';
import { BrowserSessions } from './http/browser-sessions.js';
import { FormTargets } from './http/form-targets.js';
import { GovernanceController } from './http/governance.controller.js';
import { HistoriesController } from './http/histories.controller.js';
import { ImportController } from './http/import.controller.js';
import { MeController } from './http/me.controller.js';
import { OwnDataPageController } from './http/own-data-page.controller.js';
import { OwnRightsController } from './http/own-rights.controller.js';
import { CeremonyCookie } from './http/ceremony-cookie.js';
import { OwnSessionsController } from './http/own-sessions.controller.js';
import { PageRenderer } from './http/page-renderer.js';
import { PagesController } from './http/pages.controller.js';
import { PasskeyCeremonies } from './http/passkey-ceremonies.js';
import { PasskeySessionController } from './http/passkey-session.controller.js';
import { PasskeysController } from './http/passkeys.controller.js';
import { PasswordStrategy } from './http/password.strategy.js';
import { PasswordResetsController } from './http/password-resets.controller.js';
import { RegistrationsController } from './http/registrations.controller.js';
import { ReviewAccessPage } from './http/review-access-page.js';
import { UndoEmailChangePage } from './http/undo-email-change-page.js';
import { RegisterPage } from './http/register-page.js';
import { ResetPasswordPage } from './http/reset-password-page.js';
import { SsoController } from './http/sso.controller.js';
import { SsoCookie } from './http/sso-cookie.js';
import { SsoPage } from './http/sso-page.js';
import { SecurityPageController } from './http/security-page.controller.js';
import { SecurityPage } from './http/security-page.js';
import { SessionCookie } from './http/session-cookie.js';
import { SessionController } from './http/session.controller.js';
import { SignedIn } from './http/signed-in.js';
import { StepUpGuard } from './http/step-up.guard.js';
import { UserStatesController } from './http/user-states.controller.js';
import { UsersController } from './http/users.controller.js';
import { VerifyEmailPage } from './http/verify-email-page.js';
import { KeepWhenBelongingWithdrawn } from './listeners/keep-when-belonging-withdrawn.js';
import { AcceptAgreement } from './use-cases/accept-agreement.js';
import { SignInsController } from './http/sign-ins.controller.js';
import { SignInAgainController } from './http/sign-in-again.controller.js';
import { SignInPage } from './http/sign-in-page.js';
import { SignInPagesController } from './http/sign-in-pages.controller.js';
import { AccessReview } from './use-cases/access-review.js';
import { FormatsOfReaders } from './use-cases/formats-of-readers.js';
import { OwnPasskeys } from './use-cases/own-passkeys.js';
import { ReviewAccess } from './use-cases/review-access.js';
import { UndoEmailChange } from './use-cases/undo-email-change.js';
import { AddPasskey } from './use-cases/add-passkey.js';
import { AddUser } from './use-cases/add-user.js';
import { AmendUser } from './use-cases/amend-user.js';
import { AppointFirstAdministrator } from './use-cases/appoint-first-administrator.js';
import { ApproveUser } from './use-cases/approve-user.js';
import { AssignRoles } from './use-cases/assign-roles.js';
import { ChangeOwnDetails } from './use-cases/change-own-details.js';
import { ChangePassword } from './use-cases/change-password.js';
import { BeginPasskey } from './use-cases/begin-passkey.js';
import { Challenges } from './use-cases/challenges.js';
import { CheckPasskey } from './use-cases/check-passkey.js';
import { CheckPassword } from './use-cases/check-password.js';
import { ConfirmWithPasskey } from './use-cases/confirm-with-passkey.js';
import { ConfirmEmail } from './use-cases/confirm-email.js';
import { CurrentSessions } from './use-cases/current-sessions.js';
import { DirectoryQueries } from './use-cases/directory.queries.js';
import { EnsurePlacement } from './use-cases/ensure-placement.js';
import { EraseUser } from './use-cases/erase-user.js';
import { ExportOwnData } from './use-cases/export-own-data.js';
import { CompleteUsers } from './use-cases/complete-users.js';
import { HistoryQueries } from './use-cases/histories.queries.js';
import { ReadableNameQueries } from './use-cases/readable-names.queries.js';
import { GuessablePasswords } from './use-cases/guessable-passwords.js';
import { HashQueue } from './use-cases/hash-queue.js';
import { IdentityApi } from './use-cases/identity-api.js';
import { IdentityQueries } from './use-cases/identity.queries.js';
import { ImportUsers } from './use-cases/import-users.js';
import { InviteAgain } from './use-cases/invite-again.js';
import { IssueLink } from './use-cases/issue-link.js';
import { OwnSessions } from './use-cases/own-sessions.js';
import { CredentialQuota } from './use-cases/credential-quota.js';
import { MailQuota } from './use-cases/mail-quota.js';
import { PasskeyQueries } from './use-cases/passkeys.queries.js';
import { Passwords } from './use-cases/passwords.js';
import { PlacesOfFile } from './use-cases/places-of-file.js';
import { QuickVerifyUser } from './use-cases/quick-verify-user.js';
import { ReadSignUpOptions } from './use-cases/read-sign-up-options.js';
import { ReadUsers } from './use-cases/read-users.js';
import { RegisterAgain } from './use-cases/register-again.js';
import { RegisterUser } from './use-cases/register-user.js';
import { RejectUser } from './use-cases/reject-user.js';
import { RequestPasswordReset } from './use-cases/request-password-reset.js';
import { RenewHash } from './use-cases/renew-hash.js';
import { RemovePasskey } from './use-cases/remove-passkey.js';
import { RenamePasskey } from './use-cases/rename-passkey.js';
import { ResendVerification } from './use-cases/resend-verification.js';
import { ResetPassword } from './use-cases/reset-password.js';
import { RestoreUser } from './use-cases/restore-user.js';
import { SetAccess } from './use-cases/set-access.js';
import { SessionQueries } from './use-cases/session.queries.js';
import { Retention } from './use-cases/retention.js';
import { SignInHistory } from './use-cases/sign-in-history.js';
import { SignInQueries } from './use-cases/sign-ins.queries.js';
import { SignIn } from './use-cases/sign-in.js';
import { ShowSession } from './use-cases/show-session.js';
import { SignOut } from './use-cases/sign-out.js';
import { SignInBySso } from './use-cases/sign-in-by-sso.js';
import { SsoFlows } from './use-cases/sso-flows.js';
import { SsoProvider } from './use-cases/sso-provider.js';
import { StepUp } from './use-cases/step-up.js';
import { SuspendUser } from './use-cases/suspend-user.js';
import { Throttle } from './use-cases/throttle.js';
import { UserViews } from './use-cases/user-views.js';
import { Webauthn } from './use-cases/webauthn.js';

const registration = [
  RegisterUser,
  RegisterAgain,
  CredentialQuota,
  MailQuota,
  Retention,
  ResendVerification,
  ConfirmEmail,
  ConfirmWithPasskey,
  IssueLink,
  Passwords,
  ReadSignUpOptions,
];
const staff = [AddUser, ApproveUser, RejectUser, SuspendUser, RestoreUser, InviteAgain, EnsurePlacement, ReadUsers];
const governance = [
  AmendUser,
  SetAccess,
  AssignRoles,
  QuickVerifyUser,
  EraseUser,
  HistoryQueries,
  ReadableNameQueries,
  CompleteUsers,
];
const rights = [AcceptAgreement, ExportOwnData];
const importing = [ImportUsers, PlacesOfFile];
const guessing = [Throttle, HashQueue, GuessablePasswords, RenewHash, SignInHistory, SignInQueries];
const signIn = [CheckPassword, SignIn, SignOut, CurrentSessions, AppointFirstAdministrator];
const reset = [RequestPasswordReset, ResetPassword, UndoEmailChange, ReviewAccess, OwnPasskeys];
const own = [ChangeOwnDetails, ChangePassword, OwnSessions, SessionQueries, ShowSession, StepUp];
const passkeys = [Challenges, Webauthn, PasskeyQueries, CheckPasskey, BeginPasskey, AddPasskey];
const ownPasskeys = [RenamePasskey, RemovePasskey, PasskeyCeremonies, CeremonyCookie];
const sso = [SsoProvider, SsoFlows, SignInBySso, SsoCookie, SsoPage];
const pages = [PageRenderer, VerifyEmailPage, SignInPage, RegisterPage, ResetPasswordPage, SecurityPage];
const recovery = [UndoEmailChangePage, ReviewAccessPage];
const doors = [Authenticators, FormTargets, SignedIn, AccessReview];
const http = [StepUpGuard, PasswordStrategy, SessionCookie, BrowserSessions];

@Module({
  imports: [
    TypeOrmModule.forFeature([User, MailedLink, Session, Passkey, SsoLink, AgreementAcceptance]),
    BranchesModule,
  ],
  controllers: [
    RegistrationsController,
    UsersController,
    UserStatesController,
    GovernanceController,
    HistoriesController,
    ImportController,
    SessionController,
    PasskeySessionController,
    MeController,
    OwnRightsController,
    OwnSessionsController,
    PasswordResetsController,
    PasskeysController,
    PagesController,
    SignInsController,
    SignInPagesController,
    SignInAgainController,
    SsoController,
    SecurityPageController,
    OwnDataPageController,
    AccountRecoveryController,
  ],
  providers: [
    FormatsOfReaders,
    IdentityApi,
    IdentityQueries,
    DirectoryQueries,
    UserViews,
    ...registration,
    ...staff,
    ...governance,
    ...rights,
    ...importing,
    ...signIn,
    ...guessing,
    ...reset,
    ...own,
    ...passkeys,
    ...ownPasskeys,
    ...http,
    ...doors,
    ...sso,
    ...pages,
    ...recovery,
    KeepWhenBelongingWithdrawn,
  ],
  // Sessions, cookie and authenticators are what AuthenticationGuard, which guards every route, is made of.
  exports: [IdentityApi, CurrentSessions, SessionCookie, ...doors, PageRenderer],
})
export class IdentityModule {}
