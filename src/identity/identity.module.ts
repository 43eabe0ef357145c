import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BranchesModule } from '../branches/index.js';
import { AgreementAcceptance } from './domain/agreement-acceptance.js';
import { MailedLink } from './domain/mailed-link.js';
import { Session } from './domain/session.js';
import { User } from './domain/user.js';
import { BrowserSessions } from './http/browser-sessions.js';
import { GovernanceController } from './http/governance.controller.js';
import { HistoriesController } from './http/histories.controller.js';
import { ImportController } from './http/import.controller.js';
import { MeController } from './http/me.controller.js';
import { OwnRightsController } from './http/own-rights.controller.js';
import { PageRenderer } from './http/page-renderer.js';
import { PagesController } from './http/pages.controller.js';
import { PasswordStrategy } from './http/password.strategy.js';
import { RegistrationsController } from './http/registrations.controller.js';
import { SessionCookie } from './http/session-cookie.js';
import { SessionController } from './http/session.controller.js';
import { StepUpGuard } from './http/step-up.guard.js';
import { UserStatesController } from './http/user-states.controller.js';
import { UsersController } from './http/users.controller.js';
import { VerifyEmailPage } from './http/verify-email-page.js';
import { AcceptAgreement } from './use-cases/accept-agreement.js';
import { AddUser } from './use-cases/add-user.js';
import { AmendUser } from './use-cases/amend-user.js';
import { AppointFirstAdministrator } from './use-cases/appoint-first-administrator.js';
import { ApproveUser } from './use-cases/approve-user.js';
import { AssignRoles } from './use-cases/assign-roles.js';
import { CheckPassword } from './use-cases/check-password.js';
import { ConfirmEmail } from './use-cases/confirm-email.js';
import { CurrentSessions } from './use-cases/current-sessions.js';
import { EnsurePlacement } from './use-cases/ensure-placement.js';
import { EraseUser } from './use-cases/erase-user.js';
import { ExportOwnData } from './use-cases/export-own-data.js';
import { HistoryQueries } from './use-cases/histories.queries.js';
import { IdentityApi } from './use-cases/identity-api.js';
import { IdentityQueries } from './use-cases/identity.queries.js';
import { ImportUsers } from './use-cases/import-users.js';
import { InviteAgain } from './use-cases/invite-again.js';
import { IssueLink } from './use-cases/issue-link.js';
import { Passwords } from './use-cases/passwords.js';
import { PlacesOfFile } from './use-cases/places-of-file.js';
import { QuickVerifyUser } from './use-cases/quick-verify-user.js';
import { ReadSignUpOptions } from './use-cases/read-sign-up-options.js';
import { ReadUsers } from './use-cases/read-users.js';
import { RegisterUser } from './use-cases/register-user.js';
import { RejectUser } from './use-cases/reject-user.js';
import { ResendVerification } from './use-cases/resend-verification.js';
import { RestoreUser } from './use-cases/restore-user.js';
import { SetAccess } from './use-cases/set-access.js';
import { SignIn } from './use-cases/sign-in.js';
import { SignOut } from './use-cases/sign-out.js';
import { SuspendUser } from './use-cases/suspend-user.js';
import { UserViews } from './use-cases/user-views.js';

const registration = [RegisterUser, ResendVerification, ConfirmEmail, IssueLink, Passwords, ReadSignUpOptions];
const staff = [AddUser, ApproveUser, RejectUser, SuspendUser, RestoreUser, InviteAgain, EnsurePlacement, ReadUsers];
const governance = [AmendUser, SetAccess, AssignRoles, QuickVerifyUser, EraseUser, HistoryQueries];
const rights = [AcceptAgreement, ExportOwnData];
const importing = [ImportUsers, PlacesOfFile];
const signIn = [CheckPassword, SignIn, SignOut, CurrentSessions, AppointFirstAdministrator];
const http = [StepUpGuard, PasswordStrategy, SessionCookie, BrowserSessions, PageRenderer, VerifyEmailPage];

@Module({
  imports: [TypeOrmModule.forFeature([User, MailedLink, Session, AgreementAcceptance]), BranchesModule],
  controllers: [
    RegistrationsController,
    UsersController,
    UserStatesController,
    GovernanceController,
    HistoriesController,
    ImportController,
    SessionController,
    MeController,
    OwnRightsController,
    PagesController,
  ],
  providers: [
    IdentityApi,
    IdentityQueries,
    UserViews,
    ...registration,
    ...staff,
    ...governance,
    ...rights,
    ...importing,
    ...signIn,
    ...http,
  ],
  // The last two are what AuthenticationGuard, which guards every route, is made of.
  exports: [IdentityApi, CurrentSessions, SessionCookie],
})
export class IdentityModule {}
