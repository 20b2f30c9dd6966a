package kz.negiz.broker.copy;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.broker.encumbrance.EncumbranceInFull;
import kz.negiz.broker.question.QuestionView;
import kz.negiz.broker.question.RecordInFull;
import kz.negiz.kit.receipt.Receipt;
import kz.negiz.rules.Order;

/** A record whole, as a copy takes it along. */
sealed interface CopiedRecord {

    UUID id();

    RecordKind kind();

    /** By which it was decided. */
    Order order();

    /** What the copy is attached to. */
    CopyView.Material material();

    Receipt receipt();

    /** The name of an account, where a signature of the record tells it. */
    Optional<String> nameOf(UUID account);

    /** A question with its answers. */
    record OfQuestion(RecordInFull whole) implements CopiedRecord {

        @Override
        public UUID id() {
            return whole.view().id();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.QUESTION;
        }

        @Override
        public Order order() {
            return whole.order();
        }

        @Override
        public CopyView.Material material() {
            QuestionView view = whole.view();
            return new CopyView.Material(
                    Objects.requireNonNull(view.receipt().userNumber()),
                    view.asker(),
                    view.basisKind(),
                    view.basisNumber());
        }

        @Override
        public Receipt receipt() {
            return whole.view().receipt();
        }

        @Override
        public Optional<String> nameOf(UUID account) {
            return account.equals(whole.account()) ? Optional.of(whole.view().asker()) : Optional.empty();
        }
    }

    /** An encumbrance with what became of it. */
    record OfEncumbrance(EncumbranceInFull whole) implements CopiedRecord {

        @Override
        public UUID id() {
            return whole.view().id();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.ENCUMBRANCE;
        }

        @Override
        public Order order() {
            return whole.order();
        }

        @Override
        public CopyView.Material material() {
            return CopyView.Material.of(whole.material());
        }

        @Override
        public Receipt receipt() {
            return whole.view().receipt();
        }

        @Override
        public Optional<String> nameOf(UUID account) {
            if (account.equals(whole.account())) {
                return Optional.of(whole.view().system());
            }
            return whole.confirmation()
                    .filter(signed -> account.equals(whole.officer()))
                    .map(signed -> signed.evidence().signer().commonName());
        }
    }
}
