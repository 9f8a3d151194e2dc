namespace Verifier.Command;

/// <summary><c>verifier help</c>.</summary>
internal static class HelpText
{
    public const string Text = """
        Verifies a ledger of ProcessingRegister without trusting who keeps it.

          verifier verify DIRECTORY|URL [options]   an export directory, or a log at its address
          verifier receipt FILE --key KEY           one event's receipt, offline
          verifier witness --listen ADDRESS --folder FOLDER --log KEY...
                                                    watches logs for others, and cosigns what continues what it has seen
          verifier help

        What you trust; none of it may come from the ledger itself:
          --key KEY                the log's key: a vkey, or a file of vkeys; may be repeated
          --witness KEY            a witness's key; may be repeated
          --quorum N               how many of the witnesses must have cosigned (default: all that are given)
          --known FILE             a checkpoint of this log that you kept or were given; may be repeated
          --origin-key FILE        the application's origin key, in Base64
          --tsa-certificate FILE   root certificates of timestamp authorities, in PEM; may be repeated
          --anchor-key KEY         the key of the log in which checkpoints are anchored
          --tenant ID              whose ledger it must be (default: the one that it names)

        How to verify:
          --tolerance MINUTES      how far times may lie outside their timestamps (default: 10)
          --require V1,V4.mac,...  what must not stay unchecked
          --token-env NAME         the environment variable with the bearer token for an address
          --json                   print the report as JSON

        Checks:
          V1  the checkpoint is signed by the log, and by enough witnesses
          V2  the entries give the root of the checkpoint (V2.withheld: all of them are shown)
          V3  the hash tiles are those of the log
          V4  the rows of the event table give the entries (V4.mac: under the origin key)
          V4b the personal values open the commitments of their events
          V5  every entry has its row, and every row its entry (V5.unsealed)
          V6  versions without gaps, no event twice (V6.times: between the timestamps)
          V7  the log continues every checkpoint that you hold (V7.history: and its own)
          V8  timestamps and cosignatures are genuine (V8.cosignatures, V8.anchor-log, V8.revocation)
          V9  what was erased, a sealed event says was erased (V9.values)

        What was not checked is not proven, and is printed as such. Exit code: 0 all that was checked passed, 1 something failed or a
        required check was not made, 2 the arguments cannot be understood or there is nothing that can be read.

        """;
}
