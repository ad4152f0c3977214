package dev.turnstile.analytics.windows;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side outputs of the shared operators. */
final class Outputs {

    static final OutputTag<SetAside> REJECTED = new OutputTag<>("rejected", TypeInformation.of(SetAside.class));
    static final OutputTag<SetAside> LATE = new OutputTag<>("late", TypeInformation.of(SetAside.class));
    static final OutputTag<LedgerDelta> LEDGER = new OutputTag<>("ledger", TypeInformation.of(LedgerDelta.class));
    static final OutputTag<WindowTotal> LIVE = new OutputTag<>("live", TypeInformation.of(WindowTotal.class));

    private Outputs() {}
}
