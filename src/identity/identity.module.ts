import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BranchesModule } from '../branches/index.js';
import { AgreementAcceptance } from './domain/agreement-acceptance.js';
import { MailedLink } from './domain/mailed-link.js';
import { Passkey } from './domain/passkey.js';
import { Session } from './domain/session.js';
import { SsoLink } from './domain/sso-link.js';
import { User } from './domain/user.js';
import { AccountRecoveryController } from './http/pages/account-recovery.controller.js';
import { Authenticators } from './http/sign-in/authenticators.js';
import { BrowserSessions } from './http/sign-in/browser-sessions.js';
import { FormTargets } from './http/pages/form-targets.js';
import { GovernanceController } from './http/people/governance.controller.js';
import { HistoriesController } from './http/people/histories.controller.js';
import { ImportController } from './http/people/import.controller.js';
import { MeController } from './http/account/me.controller.js';
import { OwnDataPageController } from './http/pages/own-data-page.controller.js';
import { OwnRightsController } from './http/account/own-rights.controller.js';
import { CeremonyCookie } from './http/passkeys/ceremony-cookie.js';
import { OwnSessionsController } from './http/sign-in/own-sessions.controller.js';
import { PageRenderer } from './http/pages/page-renderer.js';
import { PagesController } from './http/pages/pages.controller.js';
import { PasskeyCeremonies } from './http/passkeys/passkey-ceremonies.js';
import { PasskeySessionController } from './http/passkeys/passkey-session.controller.js';
import { PasskeysController } from './http/passkeys/passkeys.controller.js';
import { PasswordStrategy } from './http/sign-in/password.strategy.js';
import { PasswordResetsController } from './http/account/password-resets.controller.js';
import { RegistrationsController } from './http/account/registrations.controller.js';
import { ReviewAccessPage } from './http/pages/review-access-page.js';
import { UndoEmailChangePage } from './http/pages/undo-email-change-page.js';
import { RegisterPage } from './http/pages/register-page.js';
import { ResetPasswordPage } from './http/pages/reset-password-page.js';
import { SsoController } from './http/single-sign-on/sso.controller.js';
import { SsoCookie } from './http/single-sign-on/sso-cookie.js';
import { SsoPage } from './http/single-sign-on/sso-page.js';
import { SecurityPageController } from './http/pages/security-page.controller.js';
import { SecurityPage } from './http/pages/security-page.js';
import { SessionCookie } from './http/sign-in/session-cookie.js';
import { SessionController } from './http/sign-in/session.controller.js';
import { SignedIn } from './http/sign-in/signed-in.js';
import { StepUpGuard } from './http/sign-in/step-up.guard.js';
import { UserStatesController } from './http/people/user-states.controller.js';
import { UsersController } from './http/people/users.controller.js';
import { VerifyEmailPage } from './http/pages/verify-email-page.js';
import { KeepWhenBelongingWithdrawn } from './listeners/keep-when-belonging-withdrawn.js';
import { AcceptAgreement } from './use-cases/account/accept-agreement.js';
import { SignInsController } from './http/sign-in/sign-ins.controller.js';
import { SignInAgainController } from './http/pages/sign-in-again.controller.js';
import { SignInPage } from './http/pages/sign-in-page.js';
import { SignInPagesController } from './http/pages/sign-in-pages.controller.js';
import { AccessReview } from './use-cases/account/access-review.js';
import { FormatsOfReaders } from './use-cases/formats-of-readers.js';
import { OwnPasskeys } from './use-cases/passkeys/own-passkeys.js';
import { ReviewAccess } from './use-cases/account/review-access.js';
import { UndoEmailChange } from './use-cases/account/undo-email-change.js';
import { AddPasskey } from './use-cases/passkeys/add-passkey.js';
import { AddUser } from './use-cases/people/add-user.js';
import { AmendUser } from './use-cases/people/amend-user.js';
import { AppointFirstAdministrator } from './use-cases/registration/appoint-first-administrator.js';
import { ApproveUser } from './use-cases/people/approve-user.js';
import { AssignRoles } from './use-cases/people/assign-roles.js';
import { ChangeOwnDetails } from './use-cases/account/change-own-details.js';
import { ChangePassword } from './use-cases/passwords/change-password.js';
import { BeginPasskey } from './use-cases/passkeys/begin-passkey.js';
import { Challenges } from './use-cases/passkeys/challenges.js';
import { CheckPasskey } from './use-cases/passkeys/check-passkey.js';
import { CheckPassword } from './use-cases/passwords/check-password.js';
import { ConfirmWithPasskey } from './use-cases/registration/confirm-with-passkey.js';
import { ConfirmEmail } from './use-cases/registration/confirm-email.js';
import { CurrentSessions } from './use-cases/sign-in/current-sessions.js';
import { DirectoryQueries } from './use-cases/people/directory.queries.js';
import { EnsurePlacement } from './use-cases/people/ensure-placement.js';
import { EraseUser } from './use-cases/people/erase-user.js';
import { ExportOwnData } from './use-cases/account/export-own-data.js';
import { CompleteUsers } from './use-cases/people/complete-users.js';
import { HistoryQueries } from './use-cases/people/histories.queries.js';
import { ReadableNameQueries } from './use-cases/people/readable-names.queries.js';
import { GuessablePasswords } from './use-cases/passwords/guessable-passwords.js';
import { HashQueue } from './use-cases/passwords/hash-queue.js';
import { IdentityApi } from './use-cases/identity-api.js';
import { IdentityQueries } from './use-cases/identity.queries.js';
import { ImportUsers } from './use-cases/import/import-users.js';
import { InviteAgain } from './use-cases/people/invite-again.js';
import { IssueLink } from './use-cases/issue-link.js';
import { OwnSessions } from './use-cases/sign-in/own-sessions.js';
import { CredentialQuota } from './use-cases/account/credential-quota.js';
import { MailQuota } from './use-cases/mail-quota.js';
import { PasskeyQueries } from './use-cases/passkeys/passkeys.queries.js';
import { Passwords } from './use-cases/passwords/passwords.js';
import { PlacesOfFile } from './use-cases/import/places-of-file.js';
import { QuickVerifyUser } from './use-cases/people/quick-verify-user.js';
import { ReadSignUpOptions } from './use-cases/registration/read-sign-up-options.js';
import { ReadUsers } from './use-cases/people/read-users.js';
import { RegisterAgain } from './use-cases/registration/register-again.js';
import { RegisterUser } from './use-cases/registration/register-user.js';
import { RejectUser } from './use-cases/people/reject-user.js';
import { RequestPasswordReset } from './use-cases/passwords/request-password-reset.js';
import { RenewHash } from './use-cases/passwords/renew-hash.js';
import { RemovePasskey } from './use-cases/passkeys/remove-passkey.js';
import { RenamePasskey } from './use-cases/passkeys/rename-passkey.js';
import { ResendVerification } from './use-cases/registration/resend-verification.js';
import { ResetPassword } from './use-cases/passwords/reset-password.js';
import { RestoreUser } from './use-cases/people/restore-user.js';
import { SetAccess } from './use-cases/people/set-access.js';
import { SessionQueries } from './use-cases/sign-in/session.queries.js';
import { Retention } from './use-cases/retention.js';
import { SignInHistory } from './use-cases/sign-in/sign-in-history.js';
import { SignInQueries } from './use-cases/sign-in/sign-ins.queries.js';
import { SignIn } from './use-cases/sign-in/sign-in.js';
import { ShowSession } from './use-cases/sign-in/show-session.js';
import { SignOut } from './use-cases/sign-in/sign-out.js';
import { SignInBySso } from './use-cases/single-sign-on/sign-in-by-sso.js';
import { SsoFlows } from './use-cases/single-sign-on/sso-flows.js';
import { SsoProvider } from './use-cases/single-sign-on/sso-provider.js';
import { StepUp } from './use-cases/sign-in/step-up.js';
import { SuspendUser } from './use-cases/people/suspend-user.js';
import { Throttle } from './use-cases/sign-in/throttle.js';
import { UserViews } from './use-cases/people/user-views.js';
import { Webauthn } from './use-cases/passkeys/webauthn.js';

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
  // AuthenticationGuard, which guards every route, needs the sessions, the cookie and the authenticators.
  exports: [IdentityApi, CurrentSessions, SessionCookie, ...doors, PageRenderer],
})
export class IdentityModule {}
