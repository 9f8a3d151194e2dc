using Verifier.Witnessing;

return args switch
{
    ["witness", .. var rest] => await WitnessCommand.RunAsync(rest, Console.Out, Console.Error),
    _ => WitnessCommand.Explain(Console.Error),
};
